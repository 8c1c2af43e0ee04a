// No key, token, password or external id comes to light: not in what the program prints at its most verbose, not in a
// file, not in a table. Every canary is one that the run has proved to have used.
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <mutex>
#include <thread>

#include "tests/fakes/http_wire.h"
#include "tests/flow/canaries.h"
#include "tests/flow/flow_test.h"

namespace iamirror::testing {
namespace {

using Variables = std::map<std::string, std::string>;

std::string session(const std::string& id, const std::string& secret, const std::string& token) {
    return "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>" + id + "</AccessKeyId><SecretAccessKey>" +
           secret + "</SecretAccessKey><SessionToken>" + token +
           "</SessionToken><Expiration>2099-10-01T13:00:00Z</Expiration></Credentials></AssumeRoleResult>"
           "</AssumeRoleResponse>";
}

std::string keys_as_json(const std::string& secret, const std::string& token, const std::string& token_name) {
    return nlohmann::json{{"Version", 1},
                          {"AccessKeyId", "ASIAJSON"},
                          {"SecretAccessKey", secret},
                          {token_name, token},
                          {"Expiration", "2099-10-01T13:00:00Z"}}
        .dump();
}

// Everything that came, for what speaks another protocol than the proxy's; answers by what is set.
class Ear {
  public:
    std::string url() const { return server_.url(); }
    std::string heard() {
        const std::lock_guard lock(mutex_);
        return heard_;
    }
    void set(int status, std::string body) {
        const std::lock_guard lock(mutex_);
        status_ = status;
        body_ = std::move(body);
    }

  private:
    Response answer(const Request& request) {
        const std::lock_guard lock(mutex_);
        heard_ += request.method + " " + request.target + "\n" + request.body + "\n";
        for (const auto& [name, value] : request.headers) heard_ += name + ": " + value + "\n";
        return {.status = status_, .headers = {{"Content-Type", "application/json"}}, .body = body_};
    }

    std::mutex mutex_;
    std::string heard_, body_;
    int status_ = 200;
    HttpServer server_{[this](const Request& request) { return answer(request); }};
};

// A PostgreSQL as far as its question for a password, which it never takes.
class PasswordServer {
  public:
    PasswordServer() : thread_([this] { serve(); }) {}
    ~PasswordServer() {
        ::shutdown(listener_.descriptor(), SHUT_RDWR);
        thread_.join();
    }
    PasswordServer(const PasswordServer&) = delete;
    PasswordServer& operator=(const PasswordServer&) = delete;

    std::string uri(const std::string& password) const {
        return "postgresql://iamirror:" + percent_encode(password) +
               "@127.0.0.1:" + std::to_string(port_of(listener_)) + "/iamirror";
    }
    std::string heard() {
        const std::lock_guard lock(mutex_);
        return heard_;
    }

  private:
    void serve() {
        for (int client; (client = ::accept(listener_.descriptor(), nullptr, nullptr)) >= 0;) converse(Socket(client));
    }

    // https://www.postgresql.org/docs/current/protocol-flow.html: no encryption, a password in clear text, refused.
    void converse(const Socket& client) {
        constexpr std::string_view question{"R\0\0\0\x08\0\0\0\x03", 9};
        constexpr std::string_view refusal{"E\0\0\0\x23SFATAL\0C28P01\0Mwrong password\0\0", 36};
        for (std::string message; client.receive(message); message.clear()) {
            const bool asks_encryption = message.size() == 8 && message.compare(4, 2, "\x04\xd2") == 0;
            const bool is_password = message.front() == 'p';
            const std::string_view answer = asks_encryption ? "N" : is_password ? refusal : question;
            if (is_password) {
                const std::lock_guard lock(mutex_);
                heard_ += message;
            }
            if (!client.send(answer) || is_password) return;
        }
    }

    const Socket listener_ = listen_on_loopback();
    std::mutex mutex_;
    std::string heard_;
    std::thread thread_;
};

class Secrets : public FlowTest, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override {
        FlowTest::SetUp();
        std::string folder = "/tmp/iamirror-secrets-XXXXXX";
        ASSERT_NE(mkdtemp(folder.data()), nullptr);
        home_ = folder;
        std::filesystem::create_directories(home_ / ".aws/sso/cache");
        proxy_->set_rewrite([this](const Call& call, Response& answer) { rewrite(call, answer); });
        proxy_->verify_signatures(check_);
    }

    void TearDown() override {
        canaries_.look_at_files(home_, own_);
        EXPECT_GE(canaries_.look_at_database(*database_), 20U);
        EXPECT_TRUE(canaries_.found().empty()) << join(canaries_.found(), "\n");
        std::filesystem::remove_all(home_);
    }

    // A call that came with what it must; the answer that the test puts in the place of the stand-in's.
    void rewrite(const Call& call, Response& answer) {
        const std::lock_guard lock(mutex_);
        for (const auto& [name, value] : call.parameters) sent_ += name + "=" + value + "\n";
        if (instead_) instead_(call, answer);
    }

    void write(const std::string& name, const std::string& text) {
        const auto path = home_ / name;
        own_.insert(path.string());
        std::ofstream{path} << text;
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    }

    // Runs the program as talkative as it can be, and looks at what it says.
    ProgramResult tell(std::vector<std::string> arguments, const Variables& more = {}) {
        ProgramSettings with = settings();
        with.environment = {{"HOME", home_.string()}, {"TMPDIR", home_.string()}, {"AWS_MAX_ATTEMPTS", "2"}};
        for (const auto& [name, value] : more) with.environment[name] = value;
        arguments.insert(arguments.end(), {"--log-level", "trace", "--log-format", GetParam(), "--retry-base-ms", "1"});
        ProgramResult result = run_program(with, arguments);
        EXPECT_FALSE(result.has_crashed()) << result.err;
        canaries_.look("output of " + arguments.front(), result.out + "\n" + result.err);
        return result;
    }
    void expect_import(int exit_code, std::vector<std::string> arguments = {}, const Variables& more = {}) {
        arguments.insert(arguments.begin(), "import");
        const ProgramResult result = tell(arguments, more);
        EXPECT_EQ(result.exit_code, exit_code) << result.out << result.err;
    }
    void expect_used(const std::set<std::string>& names) {
        const std::lock_guard lock(mutex_);
        canaries_.note_uses_in(sent_);
        EXPECT_EQ(canaries_.used(), names);
    }

    // AWS takes that key only with its secret and token: a call that is let through has used both.
    void know(const std::string& id, const std::string& secret, const std::string& token = "") {
        check_.know(id, secret, token);
        proxy_->verify_signatures(check_);
    }
    bool was_taken(const std::string& id) const {
        for (const Call& call : proxy_->calls())
            if (call.access_key_id == id && call.took_effect && call.status == 200) return true;
        return false;
    }

    std::filesystem::path home_;
    std::set<std::string> own_;
    Canaries canaries_;
    SignatureCheck check_;
    // What rewrite() works with, in the proxy's threads; a program that has ended is nothing that they wait for.
    using Instead = std::function<void(const Call&, Response&)>;
    void put_instead(Instead instead) { change(instead_, std::move(instead)); }
    template <typename Value>
    void change(Value& value, Value to) {
        const std::lock_guard lock(mutex_);
        value = std::move(to);
    }

    std::mutex mutex_;
    std::string sent_;
    Instead instead_;
};

TEST_P(Secrets, OfTheEnvironmentStayInEveryCommand) {
    sample_account();
    const Variables keys{{"AWS_ACCESS_KEY_ID", "ASIAENV"},
                         {"AWS_SECRET_ACCESS_KEY", canaries_["env-secret"]},
                         {"AWS_SESSION_TOKEN", canaries_["env-token"]}};
    know("ASIAENV", canaries_["env-secret"], canaries_["env-token"]);
    expect_import(0, {}, keys);
    database_->script(
        "insert into control.access_control (name, type, account_id) values ('sales', 'role', '123456789012');"
        "insert into control.who (access_control, who_type, who) values ('sales', 'account', '123456789012');"
        "insert into control.what (access_control, what, permission) values ('sales', 's3://data/', 'read')");
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"plan", "--out", (home_ / "plan.json").string()}, {"apply"}, {"status"}, {"doctor"}})
        EXPECT_EQ(tell(command, keys).exit_code, 0) << command.front();
    EXPECT_TRUE(std::filesystem::exists(home_ / "plan.json"));
    for (const char* fault : {"access_denied", "throttling"}) {
        proxy_->inject({.fault = fault, .action = "ListUsers"});
        tell({"import"}, keys);
        proxy_->clear_faults();
    }
    put_instead([this](const Call& call, Response& answer) {
        if (call.action == "ListUsers")
            answer = error_response(403, "AccessDenied",
                                    "no: x-amz-security-token:" + canaries_["env-token"] + " and " +
                                        percent_encode(canaries_["env-token"]) + ", " + canaries_["env-secret"]);
    });
    expect_import(4, {}, keys);
    if (was_taken("ASIAENV")) canaries_.note_use("env-secret"), canaries_.note_use("env-token");
    expect_used({"env-secret", "env-token"});
}

TEST_P(Secrets, OfARoleChainOfTwoHopsStay) {
    sample_account();
    write(".aws/config",
          "[profile base]\naws_access_key_id=AKIABASE\naws_secret_access_key=" + canaries_["base-secret"] +
              "\n[profile one]\nrole_arn=arn:aws:iam::123456789012:role/one\nsource_profile=base\n"
              "external_id=" +
              canaries_["external-one"] +
              "\n[profile two]\nrole_arn=arn:aws:iam::123456789012:role/two\nsource_profile=one\n"
              "external_id=" +
              canaries_["external-two"] + "\n");
    know("AKIABASE", canaries_["base-secret"]);
    for (const std::string hop : {"one", "two"})
        know("ASIA" + hop, canaries_["secret-" + hop], canaries_["token-" + hop]);
    std::string refused_role;
    put_instead([&](const Call& call, Response& answer) {
        if (call.action != "AssumeRole") return;
        const std::string hop = call.parameter("RoleArn").ends_with("/one") ? "one" : "two";
        const std::string external = call.parameter("ExternalId");
        EXPECT_EQ(external, canaries_["external-" + hop]);
        answer = {.status = 200,
                  .headers = {{"Content-Type", "text/xml"}},
                  .body = session("ASIA" + hop, canaries_["secret-" + hop], canaries_["token-" + hop])};
        if (hop == refused_role)
            answer = error_response(400, "ValidationError",
                                    "Value '" + external + "' at 'externalId', in Action=AssumeRole&ExternalId=" +
                                        percent_encode(external) + "&x=" + to_lower_ascii(percent_encode(external)) +
                                        " json " + nlohmann::json(external).dump());
    });
    expect_import(0, {"--profile", "two"});
    for (const std::string hop : {"one", "two"}) {
        change(refused_role, hop);
        const ProgramResult result = tell({"import", "--profile", "two"});
        EXPECT_EQ(result.exit_code, 1);
        EXPECT_NE(result.err.find("externalId"), std::string::npos) << result.err;
        tell({"doctor", "--profile", "two"});
    }
    const std::map<std::string, std::set<std::string>> by_key{{"AKIABASE", {"base-secret"}},
                                                              {"ASIAone", {"secret-one", "token-one"}},
                                                              {"ASIAtwo", {"secret-two", "token-two"}}};
    for (const auto& [id, names] : by_key)
        for (const auto& name : names)
            if (was_taken(id)) canaries_.note_use(name);
    expect_used({"base-secret", "external-one", "external-two", "secret-one", "secret-two", "token-one", "token-two"});
}

TEST_P(Secrets, OfAWebIdentityStay) {
    sample_account();
    write("token", canaries_["web-token"] + "\n");
    write("broken", "{\"token\": \"" + canaries_["web-token"] + " \x01");
    Variables web{{"AWS_ACCESS_KEY_ID", ""},
                  {"AWS_SECRET_ACCESS_KEY", ""},
                  {"AWS_WEB_IDENTITY_TOKEN_FILE", (home_ / "token").string()},
                  {"AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/web"}};
    know("ASIAWEB", canaries_["web-secret"], canaries_["web-session"]);
    bool is_refused = false;
    put_instead([&](const Call& call, Response& answer) {
        if (call.action != "AssumeRoleWithWebIdentity") return;
        const std::string token = call.parameter("WebIdentityToken");
        answer = {.status = 200,
                  .headers = {},
                  .body = session("ASIAWEB", canaries_["web-secret"], canaries_["web-session"])};
        for (auto at = answer.body.find("AssumeRoleRes"); at != std::string::npos;
             at = answer.body.find("AssumeRoleRes", at + 30))
            answer.body.replace(at, 10, "AssumeRoleWithWebIdentity");
        if (is_refused)
            answer = error_response(400, "InvalidIdentityToken",
                                    "Couldn't take " + token + " of WebIdentityToken=" + percent_encode(token));
    });
    expect_import(0, {}, web);
    change(is_refused, true);
    expect_import(1, {}, web);
    web["AWS_WEB_IDENTITY_TOKEN_FILE"] = (home_ / "broken").string();
    expect_import(1, {}, web);
    if (was_taken("ASIAWEB")) canaries_.note_use("web-secret"), canaries_.note_use("web-session");
    expect_used({"web-token", "web-secret", "web-session"});
}

TEST_P(Secrets, OfAProcessStay) {
    sample_account();
    write("good", "#!/bin/sh\necho '" +
                      keys_as_json(canaries_["process-secret"], canaries_["process-token"], "SessionToken") + "'\n");
    write("garbage", "#!/bin/sh\ntouch " + (home_ / "ran").string() + "\necho 'garbage " +
                         canaries_["process-garbage"] + "'\necho '" + canaries_["process-garbage"] +
                         "' >&2\nexit ${1:-0}\n");
    write(".aws/config",
          "[profile good]\ncredential_process=" + (home_ / "good").string() + " --password " +
              canaries_["process-argument"] + "\n[profile garbage]\ncredential_process=" +
              (home_ / "garbage").string() + "\n[profile failing]\ncredential_process=" + (home_ / "garbage").string() +
              " 3\n[profile absent]\ncredential_process=/absent " + canaries_["process-argument"] + " | jq\n");
    know("ASIAJSON", canaries_["process-secret"], canaries_["process-token"]);
    expect_import(0, {"--profile", "good"});
    for (const char* profile : {"garbage", "failing", "absent"}) expect_import(1, {"--profile", profile});
    if (was_taken("ASIAJSON"))
        for (const char* name : {"process-secret", "process-token", "process-argument"}) canaries_.note_use(name);
    if (std::filesystem::exists(home_ / "ran")) canaries_.note_use("process-garbage");
    expect_used({"process-secret", "process-token", "process-argument", "process-garbage"});
}

TEST_P(Secrets, OfAContainerStay) {
    sample_account();
    Ear agent;
    agent.set(200, keys_as_json(canaries_["container-secret"], canaries_["container-session"], "Token"));
    know("ASIAJSON", canaries_["container-secret"], canaries_["container-session"]);
    const Variables container{{"AWS_ACCESS_KEY_ID", ""},
                              {"AWS_SECRET_ACCESS_KEY", ""},
                              {"AWS_CONTAINER_CREDENTIALS_FULL_URI", agent.url() + "/keys"},
                              {"AWS_CONTAINER_AUTHORIZATION_TOKEN", canaries_["container-token"]}};
    expect_import(0, {}, container);
    agent.set(403, R"({"code":"AccessDenied","message":")" + canaries_["container-token"] + "\"}");
    expect_import(1, {}, container);
    agent.set(200, "{\"SecretAccessKey\": \"" + canaries_["container-secret"]);
    expect_import(1, {}, container);
    canaries_.note_uses_in(agent.heard());
    if (was_taken("ASIAJSON")) canaries_.note_use("container-secret"), canaries_.note_use("container-session");
    expect_used({"container-token", "container-secret", "container-session"});
}

// The sign-in that it renews it keeps where the CLI keeps it, and nowhere else.
TEST_P(Secrets, OfASignInStay) {
    sample_account();
    Ear portal;
    const std::string cache = ".aws/sso/cache/a9993e364706816aba3e25717850c26c9cd0d89d.json";  // sha1 of "abc"
    write(".aws/config",
          "[profile sso]\nsso_session=abc\nsso_account_id=123456789012\nsso_role_name=r\n[sso-session abc]\n"
          "sso_region=us-east-1\nsso_start_url=https://abc.example/start\n");
    const auto sign_in = [&](const std::string& expires_at) {
        write(cache, nlohmann::json{{"accessToken", canaries_["sso-access"]},
                                    {"expiresAt", expires_at},
                                    {"refreshToken", canaries_["sso-refresh"]},
                                    {"clientId", "client"},
                                    {"clientSecret", canaries_["sso-client-secret"]},
                                    {"registrationExpiresAt", "2099-10-01T13:00:00Z"}}
                         .dump());
    };
    const Variables sso{{"AWS_ENDPOINT_URL_SSO", portal.url()}, {"AWS_ENDPOINT_URL_SSO_OIDC", portal.url()}};
    sign_in("2099-10-01T13:00:00Z");
    portal.set(200, nlohmann::json{{"roleCredentials",
                                    {{"accessKeyId", "ASIASSO"},
                                     {"secretAccessKey", canaries_["sso-secret"]},
                                     {"sessionToken", canaries_["sso-session"]},
                                     {"expiration", 4'000'000'000'000}}}}
                        .dump());
    know("ASIASSO", canaries_["sso-secret"], canaries_["sso-session"]);
    expect_import(0, {"--profile", "sso"}, sso);
    portal.set(401, R"({"message":"not )" + canaries_["sso-access"] + "\"}");
    expect_import(1, {"--profile", "sso"}, sso);
    sign_in("2020-10-01T13:00:00Z");
    portal.set(400, R"({"error":"invalid_grant","error_description":")" + canaries_["sso-refresh"] + "\"}");
    expect_import(1, {"--profile", "sso"}, sso);
    write(cache, "{\"accessToken\": \"" + canaries_["sso-access"]);
    expect_import(1, {"--profile", "sso"}, sso);
    canaries_.note_uses_in(portal.heard());
    if (was_taken("ASIASSO")) canaries_.note_use("sso-secret"), canaries_.note_use("sso-session");
    expect_used({"sso-access", "sso-refresh", "sso-client-secret", "sso-secret", "sso-session"});
}

TEST_P(Secrets, OfAProxyStay) {
    Ear proxy;
    proxy.set(407, "who are you");
    const std::string host = proxy.url().substr(std::string{"http://"}.size());
    const std::string password = percent_encode(canaries_["proxy-password"]);
    const auto expect_told = [&](const std::string& url) {
        expect_import(1, {}, {{"AWS_ENDPOINT_URL", "https://iam.example"}, {"HTTPS_PROXY", url}});
    };
    expect_told("http://user:" + password + "@" + host);
    expect_told("http://user:" + password + "@127.0.0.1:1");
    expect_told("http://user:" + password + "@127.0.0.1:no-port");
    expect_told("ftp://user:" + password + "@127.0.0.1:3128");
    expect_told("user:" + canaries_["proxy-password"] + " @@");
    // "Proxy-Authorization: Basic …" of the pair.
    if (proxy.heard().find(base64("user:" + canaries_["proxy-password"])) != std::string::npos)
        canaries_.note_use("proxy-password");
    expect_used({"proxy-password"});
}

TEST_P(Secrets, OfTheDatabaseStay) {
    PasswordServer server;
    const std::string config = (home_ / "iamirror.yaml").string();
    write("iamirror.yaml", "database-url: " + server.uri(canaries_["file-password"]) + "\n");
    const Variables by_environment{{"IAMIRROR_DATABASE_URL", server.uri(canaries_["database-password"])}};
    const Variables by_file{{"IAMIRROR_DATABASE_URL", ""}, {"IAMIRROR_CONFIG", config}};
    const std::string unencoded = "postgresql://iamirror:" + canaries_["database-password"] + "@127.0.0.1:1/iamirror";
    for (const char* command : {"import", "plan", "apply", "status", "doctor", "init"}) {
        EXPECT_EQ(tell({command}, by_environment).exit_code, 1) << command;
        EXPECT_EQ(tell({command}, by_file).exit_code, 1) << command;
        tell({command}, {{"IAMIRROR_DATABASE_URL", unencoded}});
    }
    tell({"status", "--database-url", server.uri(canaries_["database-password"])});
    write("iamirror.yaml", "database-url: [" + server.uri(canaries_["file-password"]) + "\n");
    EXPECT_EQ(tell({"status"}, by_file).exit_code, 64);
    canaries_.note_uses_in(server.heard());
    expect_used({"database-password", "file-password"});
}

INSTANTIATE_TEST_SUITE_P(Formats, Secrets, ::testing::Values("text", "json"));

}  // namespace
}  // namespace iamirror::testing
