// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/bundle_library.h"
#include "app/workbench/image_list.h"
#include "app/workbench/passphrases.h"
#include "app/workbench/rate.h"

#include <atomic>

namespace fieldfare::app {

/// The way to a new bundle: images, release, signature, review; then it is built, off the window's thread.
class NewBundle : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString step READ step NOTIFY changed)
    Q_PROPERTY(fieldfare::app::ImageList* images READ images CONSTANT)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY changed)
    Q_PROPERTY(QString version READ version WRITE setVersion NOTIFY changed)
    Q_PROPERTY(QString epoch READ epoch WRITE setEpoch NOTIFY changed)
    Q_PROPERTY(QString models READ models WRITE setModels NOTIFY changed)
    Q_PROPERTY(QString notes READ notes WRITE setNotes NOTIFY changed)
    Q_PROPERTY(QString updateClass READ updateClass WRITE setUpdateClass NOTIFY changed)
    Q_PROPERTY(QString agent READ agent WRITE setAgent NOTIFY changed)
    Q_PROPERTY(QString agentAdvice READ agentAdvice NOTIFY changed)
    Q_PROPERTY(QString previous READ previous WRITE setPrevious NOTIFY changed)
    Q_PROPERTY(QVariantList previousChoices READ previousChoices NOTIFY changed)
    Q_PROPERTY(QString epochAdvice READ epochAdvice NOTIFY changed)
    Q_PROPERTY(QVariantMap problems READ problems NOTIFY changed)
    Q_PROPERTY(QVariant recipeError READ recipeError NOTIFY changed)
    Q_PROPERTY(QString key READ key WRITE setKey NOTIFY changed)
    Q_PROPERTY(QString certificate READ certificate WRITE setCertificate NOTIFY changed)
    Q_PROPERTY(bool leaveUnsigned READ leaveUnsigned WRITE setLeaveUnsigned NOTIFY changed)
    Q_PROPERTY(QVariantMap signer READ signer NOTIFY changed)
    Q_PROPERTY(QVariant keyError READ keyError NOTIFY changed)
    Q_PROPERTY(bool onToken READ onToken NOTIFY changed)
    Q_PROPERTY(bool needsPassphrase READ needsPassphrase NOTIFY changed)
    Q_PROPERTY(QString outputPath READ outputPath NOTIFY changed)
    Q_PROPERTY(bool canGoOn READ canGoOn NOTIFY changed)
    Q_PROPERTY(QString review READ review NOTIFY changed)
    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(bool cancelling READ cancelling NOTIFY changed)
    Q_PROPERTY(double fraction READ fraction NOTIFY progressChanged)
    Q_PROPERTY(QString progressText READ progressText NOTIFY progressChanged)
    Q_PROPERTY(QVariant buildError READ buildError NOTIFY changed)
    Q_PROPERTY(QString result READ result NOTIFY changed)
    Q_PROPERTY(QStringList warnings READ warnings NOTIFY changed)
    Q_PROPERTY(QVariant saveError READ saveError NOTIFY changed)
    Q_PROPERTY(QString ciCommand READ ciCommand NOTIFY changed)

public:
    /// All must outlive it.
    NewBundle(BundleWorkshop& workshop, BundleLibrary& library, Passphrases& passphrases,
              QObject* parent = nullptr);
    ~NewBundle() override;

    /// "images", "release", "sign", "review", "build" or "result".
    [[nodiscard]] QString step() const;
    [[nodiscard]] ImageList* images() { return &m_images; }
    [[nodiscard]] QString name() const { return m_plan.name; }
    void setName(const QString& name);
    [[nodiscard]] QString version() const { return m_plan.version; }
    void setVersion(const QString& version);
    [[nodiscard]] QString epoch() const { return m_epoch; }
    void setEpoch(const QString& epoch);
    [[nodiscard]] QString models() const { return m_models; } ///< Parted by spaces.
    void setModels(const QString& models);
    [[nodiscard]] QString notes() const { return m_plan.notes; }
    void setNotes(const QString& notes);
    [[nodiscard]] QString updateClass() const { return m_plan.updateClass; }
    void setUpdateClass(const QString& updateClass);
    /// "": as the images show; "yes" or "no": as the person says.
    [[nodiscard]] QString agent() const { return m_agent; }
    void setAgent(const QString& agent);
    [[nodiscard]] QString agentAdvice() const; ///< Empty: the images carry it, all is well.
    /// A bundle that devices have, for which the new one is made small; empty: none.
    [[nodiscard]] QString previous() const { return m_previous; }
    void setPrevious(const QString& path);
    [[nodiscard]] QVariantList previousChoices() const; ///< {path, title}, the first is "none".
    [[nodiscard]] QString epochAdvice() const;
    /// What is wrong, by field: name, version, epoch, models, notes.
    [[nodiscard]] QVariantMap problems() const;
    /// What the recipe's own rules find wrong in what looks right; null: nothing.
    [[nodiscard]] QVariant recipeError() const;
    [[nodiscard]] QString key() const { return m_key; }
    /// A file or a token's URI (pkcs11:...). The certificate beside a file is taken with it.
    void setKey(const QString& key);
    [[nodiscard]] QString certificate() const { return m_certificate; }
    void setCertificate(const QString& certificate);
    [[nodiscard]] bool leaveUnsigned() const { return m_leaveUnsigned; }
    void setLeaveUnsigned(bool leave);
    /// {name, valid, kind} of the key; empty while there is none that can be used.
    [[nodiscard]] QVariantMap signer() const;
    [[nodiscard]] QVariant keyError() const;
    /// True if the key is named by a token's URI: what opens it is a PIN.
    [[nodiscard]] bool onToken() const { return m_key.startsWith(u"pkcs11:"); }
    /// True if the key wants a passphrase that is not kept.
    [[nodiscard]] bool needsPassphrase() const;
    [[nodiscard]] QString outputPath() const;
    [[nodiscard]] bool canGoOn() const;
    [[nodiscard]] QString review() const; ///< All of it in one sentence.
    [[nodiscard]] bool running() const { return m_step == Step::Build; }
    [[nodiscard]] bool cancelling() const { return m_cancel; }
    [[nodiscard]] double fraction() const;
    [[nodiscard]] QString progressText() const; ///< "31 MB of 400 MB, 80 MB/s, 5 s left"
    [[nodiscard]] QVariant buildError() const;
    [[nodiscard]] QString result() const; ///< In one sentence; empty: it failed.
    [[nodiscard]] QStringList warnings() const;
    [[nodiscard]] QVariant saveError() const;
    /// How the same is built from the saved recipe; empty: none is saved.
    [[nodiscard]] QString ciCommand() const;

    /// Begins anew, with what the newest bundle of the library suggests; nothing happens while one is built.
    Q_INVOKABLE void begin();
    Q_INVOKABLE void next();
    Q_INVOKABLE void back();
    Q_INVOKABLE void setKeyUrl(const QUrl& file) { setKey(file.toLocalFile()); }
    Q_INVOKABLE void setCertificateUrl(const QUrl& file) { setCertificate(file.toLocalFile()); }
    /// Builds; `passphrase` is of the key, if it needs one that is not kept.
    Q_INVOKABLE void build(const QString& passphrase);
    Q_INVOKABLE void cancel() { m_cancel = true; }
    Q_INVOKABLE void saveRecipe(const QUrl& file);
    void retranslate(); ///< The words are now those of another language.

Q_SIGNALS:
    void changed();
    void progressChanged();
    void built(const QString& path);

private:
    enum class Step { Images, Release, Sign, Review, Build, Result };
    [[nodiscard]] RecipePlan plan() const;
    [[nodiscard]] const BundleFacts* newestOfThisName() const;
    void go(Step step);
    void suggest();
    void readKey();
    void end(const BuildEnd& end);

    BundleWorkshop& m_workshop;
    BundleLibrary& m_library;
    Passphrases& m_passphrases;
    ImageList m_images;
    RecipePlan m_plan; ///< But for images, models, epoch and agent, which are kept as they were typed.
    QString m_epoch;
    QString m_models;
    QString m_agent;
    QString m_previous;
    QString m_key;
    QString m_certificate;
    bool m_leaveUnsigned = false;
    std::optional<Result<SigningKey>> m_signingKey; ///< Empty: none is named.
    Step m_step = Step::Images;
    std::atomic_bool m_cancel = false;
    std::uint64_t m_done = 0;
    std::uint64_t m_total = 0;
    Rate m_rate;
    std::optional<BuildEnd> m_end;
    std::optional<Error> m_saveError;
    QString m_savedRecipe;
    Background m_background;
};

} // namespace fieldfare::app
