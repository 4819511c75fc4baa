// SPDX-License-Identifier: Apache-2.0
// The model of libubootenv below the power cuts does what the library does: the same bytes, by the same
// calls.
#include "device-agent/installer/bootloaders/uboot.h"
#include "device-agent/installer/bootloaders/variable_boot_control.h"
#include "tests/powercut/machine.h"
#include "tests/powercut/seams.h"
#include "tests/support/test_fleet.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace fieldfare;
using namespace fieldfare::installer;
using namespace fieldfare::powercut;
using test::need;

namespace {

const std::vector<std::pair<std::string, std::string>> variables{
    {"bootcount", "0"},       {"bootlimit", "3"},      {"rolled_back", "0"},      {"slot", "a"},
    {"slot_state_a", "good"}, {"slot_state_b", "bad"}, {"upgrade_available", "0"}};

/// The environment in a file, for the library, and on a machine, for the model: with the same bytes.
class Pair {
public:
    Pair(unsigned char flagsOfFirst, unsigned char flagsOfSecond)
        : m_machine(makeMedium(flagsOfFirst, flagsOfSecond)) {
        const std::string folder = m_folder.path().toStdString();
        std::ofstream file(path(), std::ios::binary);
        file << asText(*m_machine.view().device(0));
        std::ofstream config(folder + "/fw_env.config");
        for (const std::uint64_t offset : m_places.offset) {
            config << path() << " 0x" << std::hex << offset << " 0x" << m_places.sizeBytes << "\n";
        }
        m_config.envConfig = folder + "/fw_env.config";
        m_config.lockFile = folder + "/lock";
    }
    [[nodiscard]] std::string path() const { return m_folder.path().toStdString() + "/env"; }
    [[nodiscard]] std::unique_ptr<BootControl> library() const {
        return makeUBootControl(m_config, {"a", "b"});
    }
    [[nodiscard]] std::unique_ptr<BootControl> model() {
        return makeVariableBootControl(m_config, {"a", "b"}, makeEnvironment(m_machine, m_places), "model");
    }
    [[nodiscard]] Bytes fileContent() const {
        QFile file(QString::fromStdString(path()));
        (void)file.open(QIODevice::ReadOnly);
        const QByteArray all = file.readAll();
        return toBytes(asBytes(std::string_view(all.constData(), static_cast<std::size_t>(all.size()))));
    }
    [[nodiscard]] Machine& machine() { return m_machine; }
    [[nodiscard]] const EnvironmentPlaces& places() const { return m_places; }

private:
    Medium makeMedium(unsigned char first, unsigned char second) const {
        Bytes content(std::size_t{32} << 10, std::byte{0x5a});
        for (std::size_t copy : {0U, 1U}) {
            const Bytes image = environmentCopy(variables, m_places.sizeBytes, copy == 0 ? first : second);
            std::copy(image.begin(), image.end(),
                      content.begin() + static_cast<std::ptrdiff_t>(m_places.offset[copy]));
        }
        Medium medium;
        (void)medium.addDevice(std::move(content));
        return medium;
    }
    EnvironmentPlaces m_places;
    QTemporaryDir m_folder;
    device::UBootConfig m_config;
    Machine m_machine;
};

void changeAll(BootControl& boot) {
    need(boot.prepareTarget("a", "b"));
    need(boot.switchToTrial("b"));
    need(boot.commit("b"));
    need(boot.raiseEpochFloor(7));
    need(boot.fallBackTo("a", "b", SlotState::Good));
}

} // namespace

class PowerCutLibubootenvTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theModelWritesTheSameBytes_data();
    void theModelWritesTheSameBytes();
    void theLibraryMakesTheCallsOfTheModel();
};

void PowerCutLibubootenvTest::theModelWritesTheSameBytes_data() {
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::newRow("first is younger") << 5 << 4;
    QTest::newRow("second is younger") << 4 << 5;
    QTest::newRow("same age") << 3 << 3;
    QTest::newRow("the count wraps") << 255 << 254;
    QTest::newRow("the count has wrapped") << 255 << 0;
}

void PowerCutLibubootenvTest::theModelWritesTheSameBytes() {
    QFETCH(int, first);
    QFETCH(int, second);
    Pair pair(static_cast<unsigned char>(first), static_cast<unsigned char>(second));
    const auto library = pair.library();
    const auto model = pair.model();
    changeAll(*library);
    changeAll(*model);
    QVERIFY(need(library->readState()) == need(model->readState()));
    QVERIFY(pair.fileContent() == *pair.machine().view().device(0));
}

/// Runs this program's other half under strace and compares what reaches the file.
void PowerCutLibubootenvTest::theLibraryMakesTheCallsOfTheModel() {
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty()) {
        QSKIP("strace is not installed");
    }
    Pair pair(5, 4);
    QTemporaryDir folder;
    const QString log = folder.filePath(QStringLiteral("calls"));
    QProcess traced;
    traced.start(QStringLiteral("strace"),
                 {"-f", "-y", "-o", log, "-e",
                  "trace=write,pwrite64,writev,fsync,fdatasync,ftruncate,fallocate,rename",
                  QCoreApplication::applicationFilePath(), "--change", QString::fromStdString(pair.path())});
    QVERIFY(traced.waitForFinished(60'000));
    if (traced.exitCode() != 0) {
        QSKIP("no process may be traced here");
    }
    changeAll(*pair.model());

    // The model's operations between two writes, as the library's: W = a whole copy, F = flush.
    std::string expected;
    for (const Operation& operation : pair.machine().recording().operations) {
        expected += operation.kind == Kind::BlockWrite ? 'W' : 'F';
    }
    std::string seen;
    QFile file(log);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString name = "<" + QString::fromStdString(pair.path()) + ">";
    for (const QByteArray& bytes : file.readAll().split('\n')) {
        const QString line = QString::fromLocal8Bit(bytes);
        if (!line.contains(name)) {
            continue;
        }
        if (line.contains(QLatin1String("sync("))) {
            seen += 'F';
            continue;
        }
        const bool isWhole = line.endsWith("= " + QString::number(pair.places().sizeBytes));
        QVERIFY2(isWhole && line.contains(QLatin1String("write")), qPrintable(line));
        seen += 'W';
    }
    QVERIFY(!seen.empty());
    // After each write comes at least one flush, before anything else is written; the installer asks once for
    // each of the two descriptors that it holds, which is one more than the model.
    const auto writes = std::count(seen.begin(), seen.end(), 'W');
    QCOMPARE(writes, std::count(expected.begin(), expected.end(), 'W'));
    QVERIFY2(seen.find("WW") == std::string::npos && seen.back() == 'F', seen.c_str());
    QVERIFY2(expected.find("WW") == std::string::npos && expected.back() == 'F', expected.c_str());
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "--change") {
        const std::filesystem::path folder = std::filesystem::path(argv[2]).parent_path();
        device::UBootConfig config;
        config.envConfig = folder / "fw_env.config";
        config.lockFile = folder / "lock";
        changeAll(*makeUBootControl(config, {"a", "b"}));
        return 0;
    }
    PowerCutLibubootenvTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_powercut_libubootenv.moc"
