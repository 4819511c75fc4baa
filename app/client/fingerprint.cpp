// SPDX-License-Identifier: Apache-2.0
#include "app/client/fingerprint.h"

#include <algorithm>

namespace fieldfare::app {

QString spokenFingerprint(const Digest& digest) {
    QString grouped = QString::fromStdString(digest.hex());
    for (qsizetype at = grouped.size() - 4; at > 0; at -= 4) {
        grouped.insert(at, QLatin1Char(' '));
    }
    return grouped;
}

Result<Digest> fingerprintFromPerson(std::string typed) {
    std::erase_if(typed, [](char c) { return c == ' ' || c == ':' || c == '-'; });
    return digestFromHex(typed).with("key", "fingerprint");
}

} // namespace fieldfare::app
