// SPDX-License-Identifier: Apache-2.0
// How requests are understood, and that docs/openapi.yaml says the same as the code.
#include "device-agent/agent/api/http_status.h"
#include "device-agent/agent/api/query.h"
#include "device-agent/agent/api/request_body.h"
#include "device-agent/agent/api/routes.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::agent;

class AgentRequestsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRouteFindsItself();
    void theOpenApiFileHasExactlyTheRoutes();
    void theProtocolDocumentNamesEveryRoute();
    void anIdIsTakenFromThePath();
    void strangePathsAreNotFound_data();
    void strangePathsAreNotFound();
    void aWrongMethodSaysWhichAreRight();
    void queriesAreReadStrictly_data();
    void queriesAreReadStrictly();
    void aClockOutsideTheCenturyIsRefused_data();
    void aClockOutsideTheCenturyIsRefused();
    void everyErrorHasAStatusOfFailure();
};

namespace {

std::string example(std::string_view pattern) {
    std::string path(pattern);
    if (const auto at = path.find("{id}"); at != std::string::npos) {
        path.replace(at, 4, "00ff");
    }
    return path;
}

/// "GET /v1/device" for each operation of the file; it is kept in a form that needs no YAML parser: paths
/// stand two spaces deep, methods four.
QSet<QString> operationsOfOpenApi() {
    QFile file(QStringLiteral(FIELDFARE_SOURCE_DIR "/docs/openapi.yaml"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QSet<QString> operations;
    QString path;
    const QSet<QString> methods{"get", "put", "post", "delete", "patch", "head", "options"};
    for (const QString& line : QString::fromUtf8(file.readAll()).split('\n')) {
        if (line.startsWith("  /") && line.endsWith(':')) {
            path = line.mid(2).chopped(1);
        } else if (line.startsWith("    ") && !line.startsWith("     ") && line.endsWith(':') &&
                   methods.contains(line.trimmed().chopped(1))) {
            operations.insert(line.trimmed().chopped(1).toUpper() + ' ' + path);
        }
    }
    return operations;
}

} // namespace

void AgentRequestsTest::everyRouteFindsItself() {
    for (const Route& route : routes) {
        const auto found = routeRequest(route.method, example(route.pattern));
        QVERIFY(found.ok());
        QCOMPARE(static_cast<int>(found->route->operation), static_cast<int>(route.operation));
    }
}

void AgentRequestsTest::theOpenApiFileHasExactlyTheRoutes() {
    QSet<QString> ours;
    for (const Route& route : routes) {
        ours.insert(QString::fromStdString(std::string(route.method) + " " + std::string(route.pattern)));
    }
    const auto documented = operationsOfOpenApi();
    QCOMPARE(documented - ours, QSet<QString>());
    QCOMPARE(ours - documented, QSet<QString>());
}

void AgentRequestsTest::theProtocolDocumentNamesEveryRoute() {
    QFile file(QStringLiteral(FIELDFARE_SOURCE_DIR "/docs/PROTOCOL.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    for (const Route& route : routes) {
        const std::string wanted = "`" + std::string(route.method) + " " + std::string(route.pattern);
        QVERIFY2(text.contains(QByteArray::fromStdString(wanted)), wanted.c_str());
    }
}

void AgentRequestsTest::anIdIsTakenFromThePath() {
    const auto found = routeRequest("PUT", "/v1/installations/00112233aabb/data?position=12");
    QVERIFY(found.ok());
    QCOMPARE(found->id, std::string("00112233aabb"));
    QCOMPARE(found->query, std::string("position=12"));
}

void AgentRequestsTest::strangePathsAreNotFound_data() {
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("slug");
    const std::pair<const char*, const char*> rows[] = {
        {"/", "unknown-path"},
        {"/v1", "unknown-path"},
        {"/v1/", "unknown-path"},
        {"/v1/device/", "unknown-path"},
        {"//v1/device", "unknown-path"},
        {"/v1/installations/", "wrong-or-unknown"},
        {"/v1/installations/../device", "unknown-path"},
        {"/v1/installations/a%2fb", "unknown-path"},
        {"/v2/device", "unknown-path"},
        {"v1/device", "bad-request"},
        {"", "bad-request"},
        {"*", "bad-request"},
        {"http://device/v1/device", "bad-request"},
        {"/v1/dev\x01ice", "bad-request"},
        {"/v1/dev\xc3\xa9", "bad-request"},
    };
    for (const auto& [target, slug] : rows) {
        QTest::addRow("%s", target) << QByteArray(target) << QByteArray(slug);
    }
    QTest::addRow("an id of 65 characters")
        << QByteArray("/v1/installations/" + QByteArray(65, 'a')) << QByteArray("unknown-path");
}

void AgentRequestsTest::strangePathsAreNotFound() {
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, slug);
    const auto found = routeRequest("GET", target.toStdString());
    QVERIFY(!found.ok());
    const auto have = std::string(errorSlug(found.error().code()));
    QVERIFY2(have == slug.toStdString() || (slug == "wrong-or-unknown" && have == "unknown-path"),
             have.c_str());
}

void AgentRequestsTest::aWrongMethodSaysWhichAreRight() {
    const auto found = routeRequest("DELETE", "/v1/device");
    QVERIFY(!found.ok());
    QVERIFY(found.error() == ErrorCode::WrongMethod);
    QCOMPARE(toString(*found.error().find("allow")), std::string("GET"));
    QCOMPARE(httpStatusOf(found.error().code()), 405);
}

void AgentRequestsTest::queriesAreReadStrictly_data() {
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<bool>("good");
    const std::pair<const char*, bool> rows[] = {
        {"position=0", true},
        {"position=9223372036854775807", true},
        {"", false},
        {"position=", false},
        {"position=-1", false},
        {"position=+1", false},
        {"position=1x", false},
        {"position=9223372036854775808", false},
        {"position=0x10", false},
        {"position=1&position=1", false},
        {"position=1&other=2", false},
        {"position=99999999999999999999999999", false},
        {"position", false},
        {"&position=1", false},
        {"position=1&", true},
    };
    for (const auto& [query, good] : rows) {
        QTest::addRow("'%s'", query) << QByteArray(query) << good;
    }
}

void AgentRequestsTest::queriesAreReadStrictly() {
    QFETCH(QByteArray, query);
    QFETCH(bool, good);
    const std::string text = query.toStdString();
    QueryReader reader(text);
    (void)reader.number("position", INT64_MAX);
    QCOMPARE(reader.finish().ok(), good);
}

void AgentRequestsTest::aClockOutsideTheCenturyIsRefused_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("good");
    const std::pair<const char*, bool> rows[] = {
        {R"({"unixTime":1780000000})", true},
        {R"({"unixTime":0})", true},
        {R"({"unixTime":-1})", false},
        {R"({"unixTime":99999999999})", false},
        {R"({"unixTime":1.5})", false},
        {R"({"unixTime":"1780000000"})", false},
        {R"({"unixTime":1780000000,"zone":1})", false},
        {R"({"unixTime":1,"unixTime":2})", false},
        {R"({})", false},
        {R"([])", false},
        {R"({"unixTime":178)", false},
        {"", false},
    };
    for (const auto& [body, good] : rows) {
        QTest::addRow("%s", body) << QByteArray(body) << good;
    }
}

void AgentRequestsTest::aClockOutsideTheCenturyIsRefused() {
    QFETCH(QByteArray, body);
    QFETCH(bool, good);
    QCOMPARE(readClockBody(body.toStdString()).ok(), good);
}

void AgentRequestsTest::everyErrorHasAStatusOfFailure() {
    const auto [entries, count] = errorTemplates();
    for (std::size_t i = 0; i < count; ++i) {
        const int status = httpStatusOf(entries[i].code);
        QVERIFY2(status >= 400 && status <= 599, std::string(entries[i].slug).c_str());
        const auto json = parseJson(errorBody(Error(entries[i].code)));
        QVERIFY(json.ok());
        QCOMPARE((*json)["error"]["code"].get<std::string>(), std::string(entries[i].slug));
    }
}

QTEST_GUILESS_MAIN(AgentRequestsTest)
#include "tst_agent_requests.moc"
