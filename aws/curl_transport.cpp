#include "aws/curl_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "aws/internal/host.h"
#include "aws/internal/sigpipe.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

struct EasyDeleter {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;

struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

void append(HeaderList& list, const std::string& line) {
    curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc{};
    (void)list.release();
    list.reset(longer);
}

// Names without a value take a header away that libcurl would add.
HeaderList header_list(const HttpRequest& request) {
    HeaderList list;
    for (const auto* line : {"Expect:", "Accept:", "Content-Type:"}) {
        const bool is_given = std::string_view{line} == "Content-Type:" && !request.body.empty();
        if (!is_given) append(list, line);
    }
    append(list, "Host: " + request.host);
    for (const auto& [name, value] : request.headers) append(list, value.empty() ? name + ";" : name + ": " + value);
    return list;
}

// What the callbacks of one call see and fill.
struct Exchange {
    HttpResponse response;
    bool has_all_headers = false;
    std::size_t max_body_octets = 0;
    CURL* easy = nullptr;
    bool is_too_large = false;
    const std::function<bool()>* is_cancelled = nullptr;
};

// What the server says that is still to come, so that a page of megabytes is not copied as it grows; it may lie.
std::size_t promised_octets(const Exchange& exchange) {
    curl_off_t length = 0;
    curl_easy_getinfo(exchange.easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    return length < 0 ? 0 : std::min(static_cast<std::size_t>(length), exchange.max_body_octets);
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    exchange.is_too_large = exchange.response.body.size() + size > exchange.max_body_octets;
    if (exchange.is_too_large) return 0;
    if (exchange.response.body.empty()) exchange.response.body.reserve(promised_octets(exchange));
    exchange.response.body.append(data, size);
    return size;
}

// A line "HTTP/1.1 100 Continue" begins a new answer: what came before it was not the one.
std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    auto& headers = exchange.response.headers;
    const std::string_view line{data, size};
    if (line.starts_with("HTTP/")) {
        headers.clear();
        exchange.has_all_headers = false;
    }
    if (trim(line).empty()) exchange.has_all_headers = true;
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && !line.starts_with("HTTP/"))
        headers.push_back({std::string{line.substr(0, colon)}, std::string{trim(line.substr(colon + 1))}});
    return size;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto* is_cancelled = static_cast<Exchange*>(user)->is_cancelled;
    return *is_cancelled && (*is_cancelled)() ? 1 : 0;
}

template <typename Value>
void set(CURL* easy, CURLoption option, Value value) {
    if (const auto code = curl_easy_setopt(easy, option, value); code != CURLE_OK)
        throw std::runtime_error("libcurl: " + std::string{curl_easy_strerror(code)});
}

void set_safety(CURL* easy, const HttpRequest& request, const CurlSettings& settings) {
    set(easy, CURLOPT_PROTOCOLS_STR, request.scheme.c_str());
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings.ca_bundle.empty()) set(easy, CURLOPT_CAINFO, settings.ca_bundle.c_str());
    if (is_direct_host(request.host)) set(easy, CURLOPT_NOPROXY, "*");
    set(easy, CURLOPT_NOSIGNAL, 1L);
    // libcurl sends a request again by itself if a kept connection turns out to be dead; a write may not go so.
    if (!request.is_repeatable) set(easy, CURLOPT_FRESH_CONNECT, 1L);
}

void set_limits(CURL* easy, const HttpRequest& request, const CurlSettings& settings) {
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
    set(easy, CURLOPT_TIMEOUT_MS, std::max(1L, static_cast<long>(request.timeout.count())));
    set(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings.silence_timeout.count()));
}

void set_request(CURL* easy, const HttpRequest& request, curl_slist* headers) {
    const auto url =
        request.scheme + "://" + request.host + request.path + (request.query.empty() ? "" : "?" + request.query);
    set(easy, CURLOPT_URL, url.c_str());
    set(easy, CURLOPT_PATH_AS_IS, 1L);
    set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    set(easy, CURLOPT_HTTPHEADER, headers);
    if (request.method == "HEAD") set(easy, CURLOPT_NOBODY, 1L);
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
        set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(easy, CURLOPT_POSTFIELDS, request.body.data());
    }
    set(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

void set_callbacks(CURL* easy, Exchange& exchange) {
    set(easy, CURLOPT_WRITEFUNCTION, on_body);
    set(easy, CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
    set(easy, CURLOPT_HEADERFUNCTION, on_header);
    set(easy, CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
    set(easy, CURLOPT_NOPROGRESS, 0L);
    set(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
    set(easy, CURLOPT_XFERINFODATA, static_cast<void*>(&exchange));
}

// Zero until the connection, its TLS and a proxy's tunnel stand, and the request is about to be sent.
bool was_sent(CURL* easy) {
    curl_off_t microseconds = 0;
    curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds);
    return microseconds > 0;
}

// Where libcurl cannot read the proxy's URL it quotes it, and with it perhaps a password.
std::string_view without_proxy_url(std::string_view detail) {
    const auto quote = detail.find('\'');
    return detail.find("proxy") < quote ? trim(detail.substr(0, quote)) : detail;
}

Error no_answer(CURL* easy, CURLcode code, const Exchange& exchange, const char* detail) {
    Error error;
    error.kind = code == CURLE_ABORTED_BY_CALLBACK ? ErrorKind::interrupted : ErrorKind::unavailable;
    error.effect_unknown = was_sent(easy);
    error.message = to_lower_ascii(curl_easy_strerror(code));
    if (code == CURLE_OK)
        error.message = "the answer ends inside its headers";
    else if (exchange.is_too_large)
        error.message = "the answer is larger than " + std::to_string(exchange.max_body_octets) + " octets";
    else if (*detail != '\0')
        error.message += ": " + printable(without_proxy_url(detail));
    return error;
}

Error forbidden_scheme(const HttpRequest& request) {
    return {
        .kind = ErrorKind::usage,
        .message = printable(request.scheme) + "://" + printable(request.host) + " is not called: it is not encrypted",
        .hint = "use https; http is for this machine only"};
}

}  // namespace

CurlSettings curl_settings(const Surroundings& surroundings) {
    CurlSettings settings;
    if (const auto found = surroundings.environment.find("AWS_CA_BUNDLE"); found != surroundings.environment.end())
        settings.ca_bundle = found->second;
    return settings;
}

// Handles that no call uses now; each keeps its connections.
struct CurlTransport::Handles {
    std::mutex mutex;
    std::vector<Easy> idle;

    Easy take() {
        const std::lock_guard lock{mutex};
        if (idle.empty()) {
            Easy easy{curl_easy_init()};
            if (!easy) throw std::runtime_error("libcurl: no handle");
            return easy;
        }
        auto easy = std::move(idle.back());
        idle.pop_back();
        return easy;
    }

    void give_back(Easy easy) {
        curl_easy_reset(easy.get());  // keeps the connections
        const std::lock_guard lock{mutex};
        idle.push_back(std::move(easy));
    }
};

CurlTransport::CurlTransport(CurlSettings settings)
    : settings_(std::move(settings)), handles_(std::make_unique<Handles>()) {
    // Counted by libcurl, and undone by the process's end.
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error("libcurl: no start");
}

CurlTransport::~CurlTransport() {
    const SigpipeBlock block;
    handles_.reset();
}

Result<HttpResponse> CurlTransport::send(const HttpRequest& request) {
    if (request.scheme != "https" && !(request.scheme == "http" && is_direct_host(request.host)))
        return forbidden_scheme(request);
    const SigpipeBlock block;  // outlives the handle: to close a connection is to write to it
    auto easy = handles_->take();
    const auto headers = header_list(request);
    Exchange exchange{
        .max_body_octets = settings_.max_body_octets, .easy = easy.get(), .is_cancelled = &settings_.is_cancelled};
    std::array<char, CURL_ERROR_SIZE> detail{};
    set(easy.get(), CURLOPT_ERRORBUFFER, detail.data());
    set_safety(easy.get(), request, settings_);
    set_limits(easy.get(), request, settings_);
    set_request(easy.get(), request, headers.get());
    set_callbacks(easy.get(), exchange);
    const auto code = curl_easy_perform(easy.get());
    if (code != CURLE_OK || !exchange.has_all_headers) return no_answer(easy.get(), code, exchange, detail.data());
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    exchange.response.status = static_cast<int>(status);
    handles_->give_back(std::move(easy));
    return std::move(exchange.response);
}

}  // namespace iamirror::aws
