// SPDX-License-Identifier: Apache-2.0
// Holds what docs/ARCHITECTURE.md says about the source: who may include whom, and what every file carries.
#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

namespace {

struct Arrow {
    QString folder; ///< Files below it ...
    QStringList
        mayUse; ///< ... may include project headers of these folders only (their own is always allowed).
};

/// The longest matching folder counts.
const QList<Arrow> arrows{
    {"core/base", {}},
    {"core/crypto", {"core/base"}},
    {"core/storage", {"core/base", "core/crypto"}},
    {"core/bundle", {"core/base", "core/crypto", "core/storage"}},
    {"core/protocol", {"core/base", "core/crypto", "core/storage", "core/bundle"}},
    {"core/formats", {"core/base", "core/crypto", "core/storage", "core/bundle"}},
    {"device-agent/config", {"core"}},
    {"device-agent/fetch", {"core", "device-agent/config"}},
    {"device-agent/installer", {"core", "device-agent/config", "device-agent/fetch"}},
    {"device-agent/agent", {"core", "device-agent/config"}},
    {"app/text", {"core"}},
    {"app/store", {"core", "app/text", "app/client/known_devices.h", "app/client/push_batch.h"}},
    {"app", {"core"}},
    {"tests", {"core", "app", "device-agent", "tests"}},
};

struct Include {
    QString file; ///< Relative to the source folder.
    int line = 0;
    QString target;
    bool quoted = false;
};

const QDir root(FIELDFARE_SOURCE_DIR);

QStringList filesBelow(const QStringList& folders, const QStringList& patterns) {
    QStringList files;
    for (const QString& folder : folders) {
        QDirIterator walk(root.filePath(folder), patterns, QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            files += root.relativeFilePath(walk.next());
        }
    }
    files.sort();
    return files;
}

QString contentOf(const QString& file) {
    QFile reader(root.filePath(file));
    return reader.open(QIODevice::ReadOnly) ? QString::fromUtf8(reader.readAll()) : QString();
}

QList<Include> includesOf(const QString& file) {
    static const QRegularExpression pattern(R"(^\s*#\s*include\s+([<"])([^>"]+)[>"])");
    QList<Include> found;
    int line = 0;
    for (const QString& text : contentOf(file).split('\n')) {
        ++line;
        if (const auto match = pattern.match(text); match.hasMatch()) {
            found += Include{file, line, match.captured(2), match.captured(1) == "\""};
        }
    }
    return found;
}

bool isBelow(const QString& file, const QString& folder) {
    return file == folder || file.startsWith(folder + '/');
}

const Arrow* arrowOf(const QString& file) {
    const Arrow* best = nullptr;
    for (const Arrow& arrow : arrows) {
        if (isBelow(file, arrow.folder) && (best == nullptr || arrow.folder.size() > best->folder.size())) {
            best = &arrow;
        }
    }
    return best;
}

QString describe(const Include& include) {
    return QString("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.target);
}

const QStringList cppFiles{"*.h", "*.cpp", "*.inc"};

} // namespace

class SourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void includesFollowTheArrows();
    void coreAndDeviceProgramsNeverIncludeQt();
    void openSslStaysInTheImplementationFilesOfCrypto();
    void onlyTheFetchChildIncludesCurl();
    void everySourceFileSaysItsLicense();
    void noFileNamesAFolderOfItsAuthorsMachine();
    void everyDocumentThatIsLinkedExists();
};

void SourceTest::includesFollowTheArrows() {
    QStringList wrong;
    int looked = 0;
    for (const QString& file : filesBelow({"core", "device-agent", "app"}, cppFiles)) {
        const Arrow* arrow = arrowOf(file);
        QVERIFY2(arrow != nullptr, qPrintable(file + " lies in a folder without a rule"));
        for (const Include& include : includesOf(file)) {
            if (!include.quoted || !root.exists(include.target)) {
                continue;
            }
            ++looked;
            bool allowed = isBelow(include.target, arrow->folder);
            for (const QString& folder : arrow->mayUse) {
                allowed = allowed || isBelow(include.target, folder);
            }
            if (!allowed) {
                wrong += describe(include);
            }
        }
    }
    QVERIFY(looked > 50);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void SourceTest::coreAndDeviceProgramsNeverIncludeQt() {
    static const QRegularExpression qt("^(Q[A-Z]|Qt[A-Z]|qglobal|qt)");
    QStringList wrong;
    for (const QString& file : filesBelow({"core", "device-agent"}, cppFiles)) {
        for (const Include& include : includesOf(file)) {
            if (qt.match(include.target).hasMatch()) {
                wrong += describe(include);
            }
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void SourceTest::openSslStaysInTheImplementationFilesOfCrypto() {
    QStringList wrong;
    for (const QString& file : filesBelow({"core"}, {"*.h"})) {
        if (file.endsWith("_openssl.h") || file.endsWith("openssl.h")) {
            continue; // private headers of core/crypto, not included from outside: see below
        }
        for (const Include& include : includesOf(file)) {
            if (include.target.startsWith("openssl/")) {
                wrong += describe(include);
            }
        }
    }
    for (const QString& file :
         filesBelow({"core/base", "core/storage", "core/bundle", "core/protocol", "app"}, cppFiles)) {
        for (const Include& include : includesOf(file)) {
            if (include.target.startsWith("openssl/") || include.target.endsWith("openssl.h")) {
                wrong += describe(include);
            }
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void SourceTest::onlyTheFetchChildIncludesCurl() {
    QStringList wrong;
    for (const QString& file : filesBelow({"core", "device-agent", "app"}, cppFiles)) {
        for (const Include& include : includesOf(file)) {
            if (include.target.startsWith("curl/") && !isBelow(file, "device-agent/fetch")) {
                wrong += describe(include);
            }
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void SourceTest::everySourceFileSaysItsLicense() {
    QStringList files =
        filesBelow({"core", "device-agent", "app", "tests", "cmake", "scripts"},
                   {"*.h", "*.cpp", "*.inc", "CMakeLists.txt", "*.cmake", "*.sh", "*.py", "*.qml"});
    files += filesBelow({"scripts"}, {"*"});
    QVERIFY(files.size() > 50);
    QStringList wrong;
    for (const QString& file : files) {
        if (!contentOf(file).left(400).contains("SPDX-License-Identifier: Apache-2.0")) {
            wrong += file;
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void SourceTest::noFileNamesAFolderOfItsAuthorsMachine() {
    // In two parts, so that this file does not name one itself.
    static const QRegularExpression folder(QString("(^|[^a-zA-Z0-9_.])/(wo") + "rk|ho" + "me/[a-z]+)/");
    QStringList wrong;
    for (const QString& file :
         filesBelow({"core", "device-agent", "app", "tests", "cmake", "scripts", "docs"}, {"*"})) {
        if (const auto match = folder.match(contentOf(file)); match.hasMatch()) {
            wrong += file + ": " + match.captured(0);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void SourceTest::everyDocumentThatIsLinkedExists() {
    static const QRegularExpression link(R"(\]\(([^)#:\s]+)(#[^)]*)?\))");
    QStringList documents = filesBelow({"docs"}, {"*.md"});
    documents += {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"};
    QStringList wrong;
    for (const QString& document : documents) {
        auto links = link.globalMatch(contentOf(document));
        while (links.hasNext()) {
            const QString target = links.next().captured(1);
            if (!QFileInfo(root.filePath(document)).dir().exists(target)) {
                wrong += document + " links " + target;
            }
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

QTEST_GUILESS_MAIN(SourceTest)
#include "tst_architecture_source.moc"
