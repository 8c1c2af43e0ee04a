// A TLS server on loopback with a certificate of its own making, for the name "localhost" only.
#pragma once

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <thread>

#include "aws/internal/sigpipe.h"
#include "tests/fakes/http_wire.h"

namespace iamirror::aws {

class TlsServer {
  public:
    TlsServer()
        : key_(EVP_EC_gen("P-256")), certificate_(make_certificate()), context_(SSL_CTX_new(TLS_server_method())) {
        SSL_CTX_use_certificate(context_.get(), certificate_.get());
        SSL_CTX_use_PrivateKey(context_.get(), key_.get());
        thread_ = std::thread{[this] { serve(); }};
    }
    ~TlsServer() {
        ::shutdown(listener_.descriptor(), SHUT_RDWR);
        thread_.join();
    }
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    int port() const { return testing::port_of(listener_); }

    std::string certificate() const {
        const std::unique_ptr<BIO, decltype(&BIO_free)> memory{BIO_new(BIO_s_mem()), BIO_free};
        PEM_write_bio_X509(memory.get(), certificate_.get());
        char* data = nullptr;
        const auto length = BIO_get_mem_data(memory.get(), &data);
        return {data, static_cast<std::size_t>(length)};
    }

  private:
    template <auto Free>
    struct Deleter {
        template <typename T>
        void operator()(T* object) const {
            Free(object);
        }
    };
    using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;

    Certificate make_certificate() const {
        Certificate made{X509_new()};
        X509_set_version(made.get(), X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
        X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
        X509_NAME* const name = X509_get_subject_name(made.get());
        const auto* const text = reinterpret_cast<const unsigned char*>("localhost");
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0);
        X509_set_issuer_name(made.get(), name);
        X509_set_pubkey(made.get(), key_.get());
        const std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>> names{
            X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost")};
        X509_add_ext(made.get(), names.get(), -1);
        X509_sign(made.get(), key_.get(), EVP_sha256());
        return made;
    }

    void serve() {
        const SigpipeBlock block;
        for (;;) {
            const int connection = ::accept(listener_.descriptor(), nullptr, nullptr);
            if (connection < 0) return;
            const std::unique_ptr<SSL, Deleter<SSL_free>> tls{SSL_new(context_.get())};
            SSL_set_fd(tls.get(), connection);
            char request[4096];
            if (SSL_accept(tls.get()) == 1 && SSL_read(tls.get(), request, sizeof request) > 0) {
                const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
                SSL_write(tls.get(), answer.data(), static_cast<int>(answer.size()));
                SSL_shutdown(tls.get());
            }
            ::close(connection);
        }
    }

    std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>> key_;
    Certificate certificate_;
    std::unique_ptr<SSL_CTX, Deleter<SSL_CTX_free>> context_;
    const testing::Socket listener_ = testing::listen_on_loopback();
    std::thread thread_;
};

}  // namespace iamirror::aws
