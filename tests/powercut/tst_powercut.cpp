// SPDX-License-Identifier: Apache-2.0
// The power fails at every operation of everything that a device does. Without options this is the quick
// part, a test as any other; --help names what else it does.
#include "tests/powercut/explorer.h"

#include <QElapsedTimer>
#include <QTest>
#include <cstdio>

using namespace fieldfare;
using namespace fieldfare::powercut;

namespace {

constexpr std::uint64_t defaultSeed = 1;
constexpr Effort quickEffort{8, 12, 1, 1};

std::uint64_t seedFromEnvironment() {
    const QByteArray text = qgetenv("FIELDFARE_SEED");
    return text.isEmpty() ? defaultSeed : text.toULongLong();
}

QString inWords(const Failure& failure) {
    return QStringLiteral("invariant %1: %2\n    %3")
        .arg(failure.violation.invariant)
        .arg(QString::fromStdString(failure.violation.text), QString::fromStdString(failure.command));
}

} // namespace

class PowerCutTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStateOfEveryFlowKeepsTheInvariants_data();
    void everyStateOfEveryFlowKeepsTheInvariants();
    void cleanupTestCase();

private:
    std::map<std::string, Workshop> m_workshops;
    Tally m_sum;
};

void PowerCutTest::everyStateOfEveryFlowKeepsTheInvariants_data() {
    QTest::addColumn<QString>("loader");
    QTest::addColumn<QString>("flow");
    for (const std::string& loader : backendNames()) {
        for (const Flow& flow : flows()) {
            QTest::newRow((loader + " " + flow.name).c_str())
                << QString::fromStdString(loader) << QString::fromStdString(flow.name);
        }
    }
}

void PowerCutTest::everyStateOfEveryFlowKeepsTheInvariants() {
    QFETCH(QString, loader);
    QFETCH(QString, flow);
    const Workshop& workshop =
        m_workshops.try_emplace(loader.toStdString(), loader.toStdString()).first->second;
    Explorer explorer(workshop, seedFromEnvironment());
    QElapsedTimer timer;
    timer.start();
    const auto failure = explorer.explore(*flowNamed(flow.toStdString()), quickEffort);
    QVERIFY2(!failure, failure ? qPrintable(inWords(*failure)) : "");
    const Tally& tally = explorer.tally();
    qInfo("%zu operations, %zu states, of them %zu after a second mishap; %lld ms", tally.operations,
          tally.states, tally.secondStates, static_cast<long long>(timer.elapsed()));
    QVERIFY(tally.operations >= 2 && tally.states > tally.operations);
    m_sum.operations += tally.operations;
    m_sum.states += tally.states;
}

void PowerCutTest::cleanupTestCase() {
    qInfo("%zu operations, %zu states, seed %llu", m_sum.operations, m_sum.states,
          static_cast<unsigned long long>(seedFromEnvironment()));
}

namespace {

constexpr const char* helpText = R"(Usage: tst_powercut [OPTION OF QT TEST]...
       tst_powercut --full [--seed N] [--loader NAME]... [--flow NAME]... [--subsets N] [--states N]
       tst_powercut --loader NAME --flow NAME [--kill K] --cut K --keep MASK --tear BYTES [--cut ...] [--fate F] [--seed N] [--defect D]

Without options: the quick part, as a test.
  --full           all flows with all boot loaders (or those named), until --states (100000) states were checked
  --loader NAME    u-boot, grub or systemd-boot
  --subsets N      random subsets of the pending writes for each operation (32)
  --cut K ...      one state: the power fails before operation K, of the pending writes those of MASK (0b1011, the oldest
                   first) are kept, the last of them torn in sectors of BYTES (0: whole). A second --cut is one in what
                   follows the first.
  --kill K         the program is killed before operation K, and goes on without a reboot
  --fate F         healthy, sick or dead: how the new release does
  --defect NAME    with a planted defect; --defects lists them
  --flows          lists the flows
  --trace NAME     lists the operations of a flow
)";

struct Options {
    bool full = false;
    std::uint64_t seed = defaultSeed;
    std::vector<std::string> loaders;
    std::vector<const Flow*> flows;
    const Flow* trace = nullptr;
    std::size_t subsets = 32;
    std::size_t states = 100'000;
    Mishap mishap;
    Defect defect = Defect::None;
};

/// Nothing, with a word on stderr, if an option makes no sense.
std::optional<Options> readOptions(const QStringList& arguments) {
    Options options;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const std::string name = arguments[i].toStdString();
        if (name == "--full") {
            options.full = true;
            continue;
        }
        const QString value = i + 1 < arguments.size() ? arguments[++i] : QString();
        const std::string text = value.toStdString();
        bool good = !value.isEmpty();
        if (name == "--trace") {
            options.trace = flowNamed(text);
            good = options.trace != nullptr;
        } else if (name == "--flow") {
            options.flows.push_back(flowNamed(text));
            good = options.flows.back() != nullptr;
        } else if (name == "--loader") {
            options.loaders.push_back(text);
            good = std::find(backendNames().begin(), backendNames().end(), text) != backendNames().end();
        } else if (name == "--seed") {
            options.seed = value.toULongLong(&good);
        } else if (name == "--subsets") {
            options.subsets = value.toULongLong(&good);
        } else if (name == "--states") {
            options.states = value.toULongLong(&good);
        } else if (name == "--kill") {
            options.mishap.kill = value.toULongLong(&good);
        } else if (name == "--cut") {
            options.mishap.cuts.push_back({value.toULongLong(&good), {}, 0});
        } else if (name == "--keep" && !options.mishap.cuts.empty()) {
            options.mishap.cuts.back().keep = keepFromText(text);
        } else if (name == "--tear" && !options.mishap.cuts.empty()) {
            options.mishap.cuts.back().tearBytes = value.toUInt(&good);
        } else if (name == "--fate") {
            options.mishap.fate = fateNamed(text);
        } else if (name == "--defect") {
            options.defect = defectNamed(text).value_or(Defect::None);
            good = defectNamed(text).has_value();
        } else {
            good = false;
        }
        if (!good) {
            std::fprintf(stderr, "%s %s: not understood; --help names the options\n", name.c_str(),
                         text.c_str());
            return std::nullopt;
        }
    }
    return options;
}

int explain(const std::optional<Failure>& failure) {
    if (failure) {
        std::printf("FAILED in %s\n    %s\n", failure->flow.c_str(), qPrintable(inWords(*failure)));
    }
    return failure ? 1 : 0;
}

/// Rounds with seeds of their own until enough states were checked.
int runFull(const Options& options) {
    std::map<std::string, Workshop> workshops;
    for (const std::string& loader : options.loaders.empty() ? backendNames() : options.loaders) {
        workshops.try_emplace(loader, loader);
    }
    std::vector<const Flow*> wanted = options.flows;
    for (const Flow& flow : flows()) {
        if (options.flows.empty()) {
            wanted.push_back(&flow);
        }
    }
    QElapsedTimer timer;
    timer.start();
    std::size_t states = 0;
    std::size_t second = 0;
    std::map<std::string, std::size_t> perFlow;
    std::map<std::string, std::size_t> perLoader;
    for (std::uint64_t round = 0; states < options.states; ++round) {
        for (const auto& [loader, workshop] : workshops) {
            for (const Flow* flow : wanted) {
                Explorer explorer(workshop, options.seed + round, options.defect);
                explorer.progress = [&](const Flow& at, const Tally& tally) {
                    std::fprintf(stderr, "\r%zu states, %lld s, %s %s          ", states + tally.states,
                                 static_cast<long long>(timer.elapsed() / 1000), loader.c_str(),
                                 at.name.c_str());
                };
                const auto failure = explorer.explore(*flow, {options.subsets, 3, 2, 8});
                if (failure) {
                    return explain(failure);
                }
                states += explorer.tally().states;
                second += explorer.tally().secondStates;
                perFlow[flow->name] += explorer.tally().states;
                perLoader[loader] += explorer.tally().states;
            }
        }
    }
    std::fprintf(stderr, "\n");
    for (const Flow* flow : wanted) {
        std::printf("%-18s %7zu states  %s\n", flow->name.c_str(), perFlow[flow->name], flow->about.c_str());
    }
    for (const auto& [loader, count] : perLoader) {
        std::printf("%-18s %7zu states\n", loader.c_str(), count);
    }
    std::printf("%zu states, of them %zu after a second mishap; all invariants held; seed %llu; %lld s\n",
                states, second, static_cast<unsigned long long>(options.seed),
                static_cast<long long>(timer.elapsed() / 1000));
    return 0;
}

std::string loaderOf(const Options& options) {
    return options.loaders.empty() ? backendNames().front() : options.loaders.front();
}

int runOne(const Options& options) {
    const Workshop workshop(loaderOf(options));
    Explorer explorer(workshop, options.seed, options.defect);
    const Flow& flow = *options.flows.front();
    if (const auto violation = explorer.check(flow, options.mishap)) {
        std::printf("invariant %d: %s\n", violation->invariant, violation->text.c_str());
        return 1;
    }
    std::printf("All invariants hold.\n");
    return 0;
}

bool isOurs(const QStringList& arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const QString& argument) { return argument.startsWith(QLatin1String("--")); });
}

int runOurs(const QStringList& arguments) {
    if (arguments.contains(QLatin1String("--help"))) {
        std::fputs(helpText, stdout);
        return 0;
    }
    if (arguments.contains(QLatin1String("--flows"))) {
        for (const Flow& flow : flows()) {
            std::printf("%-18s %s\n", flow.name.c_str(), flow.about.c_str());
        }
        return 0;
    }
    if (arguments.contains(QLatin1String("--defects"))) {
        for (int i = 1; i < static_cast<int>(Defect::defectCount); ++i) {
            std::printf("%s\n", nameOf(static_cast<Defect>(i)));
        }
        return 0;
    }
    const auto options = readOptions(arguments);
    if (options && options->trace != nullptr) {
        const Workshop workshop(loaderOf(*options));
        std::size_t number = 0;
        for (const std::string& line :
             Explorer(workshop, options->seed, options->defect).trace(*options->trace)) {
            std::printf("%4zu  %s\n", number++, line.c_str());
        }
        return 0;
    }
    if (!options || (!options->full && options->flows.empty())) {
        return 2;
    }
    return options->full ? runFull(*options) : runOne(*options);
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (isOurs(application.arguments())) {
        return runOurs(application.arguments());
    }
    PowerCutTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_powercut.moc"
