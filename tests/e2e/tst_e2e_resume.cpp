// SPDX-License-Identifier: Apache-2.0
// What travels twice when a push is cut: at most one frame or 256 KiB for each cut, whoever dies.
#include "app/client/push_job.h"
#include "tests/e2e/counting_link.h"
#include "tests/e2e/workshop.h"

#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

constexpr int noiseBytes = 6 << 20;
constexpr int patienceMs = 180'000;

/// The technician's program in this process: what it sent is known to the byte.
class Technician {
public:
    Technician(const QString& address, std::shared_ptr<const app::BundleFile> bundle,
               std::shared_ptr<const app::Identity> identity, std::function<app::LinkFacts()> link = {})
        : m_headBytes(bundle->headBytes()) {
        app::PushOptions options;
        options.link = std::move(link);
        options.older = app::OlderVersions::Allow;
        options.firstBackoff = std::chrono::milliseconds(50);
        const auto parsed = app::DeviceAddress::parse(address);
        m_job =
            std::make_unique<app::PushJob>(*parsed, std::move(bundle), std::move(identity), options, nullptr);
        m_job->start([](const app::PushProgress&) {},
                     [this](const app::PushOutcome& outcome) { m_outcome = outcome; });
    }
    void stop() { m_job->stop(); }
    [[nodiscard]] bool ended() const { return m_outcome.has_value(); }
    [[nodiscard]] const app::PushOutcome& outcome() const { return *m_outcome; }
    /// Of the bundle's data; `heads`: how often the head was sent.
    [[nodiscard]] std::uint64_t dataBytes(std::uint64_t heads) const {
        return m_outcome->sentBytes - heads * m_headBytes;
    }

private:
    std::uint64_t m_headBytes;
    std::unique_ptr<app::PushJob> m_job;
    std::optional<app::PushOutcome> m_outcome;
};

} // namespace

class ResumeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aCutCostsAtMostOneFrame_data();
    void aCutCostsAtMostOneFrame();
    void manyCutsCostAtMostOneFrameEach();
    void aTechnicianWhoIsKilledCostsAtMostOneFrame();
    void overALongLinkEveryCutIsGotOver_data();
    void overALongLinkEveryCutIsGotOver();

private:
    void strike(const QString& victim, CountingLink& link);
    void newDevice();
    QRandomGenerator m_random;
    Workshop m_workshop;
    std::unique_ptr<RunningDevice> m_device;
    QString m_path;
    std::shared_ptr<const app::BundleFile> m_bundle;
    std::shared_ptr<const app::Identity> m_identity;
    std::uint64_t m_frameBytes = 0;  ///< The bound: the largest frame, or 256 KiB.
    std::uint64_t m_neededBytes = 0; ///< What travels to a fresh device without a cut.
    int m_devices = 0;
};

void ResumeTest::initTestCase() {
    bool given = false;
    quint32 seed = qEnvironmentVariable("FIELDFARE_SEED").toUInt(&given);
    seed = given ? seed : QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    m_random.seed(seed);
    m_path = m_workshop.bundle({.version = "2.0", .noiseBytes = noiseBytes});
    app::IdentityPaths paths;
    paths.key = m_workshop.path("keys/anna.key").toStdString();
    paths.certificate = m_workshop.path("keys/anna.crt").toStdString();
    paths.trust = m_workshop.path("fleet/root.crt").toStdString();
    auto identity = app::Identity::load(
        paths, [](std::string_view) -> Result<Secret> { return Error(ErrorCode::WrongPassphrase); });
    QVERIFY(identity.ok());
    m_identity = *identity;
    auto bundle = app::BundleFile::open(m_path.toStdString(), m_identity->trust(), {});
    QVERIFY(bundle.ok());
    m_bundle = *bundle;
    m_frameBytes = std::uint64_t{256} << 10;
    for (const Frame& frame : m_bundle->verified().index(0).frames()) {
        m_frameBytes = std::max<std::uint64_t>(m_frameBytes, frame.dataBytes);
    }
    (void)m_workshop.bundle({.version = "1.0"});
    newDevice();
    const Technician technician(m_device->address(), m_bundle, m_identity);
    QTRY_VERIFY_WITH_TIMEOUT(technician.ended(), patienceMs);
    QVERIFY(technician.outcome().succeeded());
    m_neededBytes = technician.outcome().neededBytes;
    QCOMPARE(technician.dataBytes(1), m_neededBytes);
    QVERIFY(m_neededBytes >= noiseBytes);
}

/// Nothing of an earlier push lies in its target.
void ResumeTest::newDevice() {
    m_device = std::make_unique<RunningDevice>(
        m_workshop.makeDevice(QString("gw%1").arg(++m_devices), m_workshop.path("1.0-1-acme_gateway.ffb")));
    m_device->powerOn();
}

void ResumeTest::init() {
    newDevice();
}

void ResumeTest::cleanup() {
    m_device.reset();
}

void ResumeTest::strike(const QString& victim, CountingLink& link) {
    if (victim == "link") {
        link.pull();
    } else if (victim == "power") {
        m_device->cutPower();
        m_device->powerOn();
        link.setDevice(m_device->address());
    } else {
        m_device->signal(victim, SIGKILL);
    }
}

void ResumeTest::aCutCostsAtMostOneFrame_data() {
    QTest::addColumn<QString>("victim");
    QTest::addColumn<int>("percent");
    for (const char* victim : {"link", "agent", "installer", "power"}) {
        for (const int percent : {10, 50, 90, m_random.bounded(1, 99)}) {
            QTest::addRow("%s at %d %%", victim, percent) << victim << percent;
        }
    }
}

void ResumeTest::aCutCostsAtMostOneFrame() {
    QFETCH(const QString, victim);
    QFETCH(const int, percent);
    CountingLink link(m_device->address());
    bool cut = false;
    link.whenSent(qint64{noiseBytes} * percent / 100, [&] {
        strike(victim, link);
        cut = true;
    });
    const Technician technician(link.address(), m_bundle, m_identity);
    QTRY_VERIFY_WITH_TIMEOUT(technician.ended(), 120'000);
    QVERIFY(cut);
    QVERIFY2(technician.outcome().succeeded(),
             technician.outcome().error ? describeLine(*technician.outcome().error).c_str() : "no error");
    // The head went once: the device still had it.
    const std::uint64_t sent = technician.dataBytes(1);
    QVERIFY(sent >= m_neededBytes);
    qInfo("%llu of %llu bytes travelled twice", static_cast<unsigned long long>(sent - m_neededBytes),
          static_cast<unsigned long long>(m_neededBytes));
    QVERIFY(sent - m_neededBytes <= m_frameBytes);
}

void ResumeTest::manyCutsCostAtMostOneFrameEach() {
    constexpr int cuts = 8;
    const QStringList victims{"link", "agent", "installer", "power"};
    CountingLink link(m_device->address());
    int done = 0;
    std::function<void()> cut = [&] {
        strike(victims[m_random.bounded(4)], link);
        if (++done < cuts) {
            link.whenSent(link.sentBytes() + m_random.bounded(16 << 10, noiseBytes / cuts), cut);
        }
    };
    link.whenSent(m_random.bounded(64 << 10, noiseBytes / cuts), cut);
    const Technician technician(link.address(), m_bundle, m_identity);
    QTRY_VERIFY_WITH_TIMEOUT(technician.ended(), patienceMs);
    QVERIFY2(technician.outcome().succeeded(),
             technician.outcome().error ? describeLine(*technician.outcome().error).c_str() : "no error");
    QVERIFY(done >= cuts / 2);
    const std::uint64_t twice = technician.dataBytes(1) - m_neededBytes;
    qInfo("%d cuts, %llu bytes travelled twice", done, static_cast<unsigned long long>(twice));
    QVERIFY(twice <= static_cast<std::uint64_t>(done) * m_frameBytes);
}

/// What a killed program had sent is known from the cable only: with what TLS and HTTP add.
void ResumeTest::aTechnicianWhoIsKilledCostsAtMostOneFrame() {
    CountingLink link(m_device->address());
    const auto killed = m_workshop.start({"push", m_path, "--to", link.address()});
    bool dead = false;
    link.whenSent(noiseBytes / 2, [&] {
        killed->kill();
        dead = killed->waitForFinished();
    });
    QTRY_VERIFY_WITH_TIMEOUT(dead, patienceMs);
    const auto wireBytes = static_cast<std::uint64_t>(link.sentBytes());
    const Technician next(m_device->address(), m_bundle, m_identity);
    QTRY_VERIFY_WITH_TIMEOUT(next.ended(), patienceMs);
    QVERIFY(next.outcome().succeeded());
    const std::uint64_t rest = next.dataBytes(0);
    QVERIFY(rest < m_neededBytes);
    const std::uint64_t added = wireBytes / 50 + (32 << 10) + m_bundle->headBytes();
    qInfo("%llu bytes on the cable, %llu afterwards", static_cast<unsigned long long>(wireBytes),
          static_cast<unsigned long long>(rest));
    QVERIFY(wireBytes + rest <= m_neededBytes + m_frameBytes + added);
}

void ResumeTest::overALongLinkEveryCutIsGotOver_data() {
    QTest::addColumn<QString>("victim");
    QTest::addColumn<bool>("lossy");
    for (const bool lossy : {false, true}) {
        for (const char* victim : {"link", "agent", "installer", "power", "nobody"}) {
            QTest::addRow("%s, %s", victim, lossy ? "many connections" : "one connection") << victim << lossy;
        }
    }
}

/// Many pieces are under way at once there, one behind the other or on several connections.
void ResumeTest::overALongLinkEveryCutIsGotOver() {
    QFETCH(const QString, victim);
    QFETCH(const bool, lossy);
    app::LinkFacts facts;
    facts.roundTrip = std::chrono::milliseconds(80);
    const auto kernel = [facts,
                         lossy]() mutable { // what it would say of such a link, each time that it is asked
        facts.segmentsSent += 1000;
        facts.segmentsResent += lossy ? 10 : 0;
        return facts;
    };
    CountingLink link(m_device->address());
    bool cut = victim == "nobody";
    if (!cut) {
        link.whenSent(noiseBytes / 2, [&] {
            strike(victim, link);
            cut = true;
        });
    }
    const Technician technician(link.address(), m_bundle, m_identity, kernel);
    QTRY_VERIFY_WITH_TIMEOUT(technician.ended(), 120'000);
    QVERIFY(cut);
    QVERIFY2(technician.outcome().succeeded(),
             technician.outcome().error ? describeLine(*technician.outcome().error).c_str() : "no error");
    const std::uint64_t sent = technician.dataBytes(1);
    QVERIFY(sent >= m_neededBytes);
    qInfo("%llu of %llu bytes travelled twice", static_cast<unsigned long long>(sent - m_neededBytes),
          static_cast<unsigned long long>(m_neededBytes));
    QVERIFY(victim != "nobody" || sent == m_neededBytes);
}

QTEST_GUILESS_MAIN(ResumeTest)
#include "tst_e2e_resume.moc"
