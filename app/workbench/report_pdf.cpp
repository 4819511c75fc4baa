// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/report_pdf.h"

#include <QPageLayout>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace fieldfare::app {

Result<> writePdf(const QString& path, const QString& html) {
    QSaveFile file(path);
    const auto failed = [&] {
        return Error(ErrorCode::Io, {{"operation", std::string("write")},
                                     {"path", path.toStdString()},
                                     {"detail", file.errorString().toStdString()}});
    };
    if (!file.open(QIODevice::WriteOnly)) {
        return failed();
    }
    {
        QPdfWriter writer(&file);
        writer.setResolution(96);
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape,
                                         QMarginsF(12, 12, 12, 12), QPageLayout::Millimeter));
        QTextDocument document;
        document.setHtml(html);
        document.print(&writer);
    }
    return file.commit() ? Result<>() : failed();
}

} // namespace fieldfare::app
