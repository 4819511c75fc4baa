// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/certificate.h"

#include "core/base/file.h"
#include "core/crypto/openssl.h"

#include <ctime>
#include <openssl/pem.h>

namespace fieldfare {

namespace {

constexpr std::size_t maxCertificateBytes = std::size_t{64} << 10;
constexpr std::size_t maxPemBytes = std::size_t{256} << 10;
constexpr std::size_t maxCertificates = 16;
constexpr std::size_t maxNameCharacters = 64;

Error badCertificate(std::string detail) {
    return Error(ErrorCode::BadCertificate, {{"detail", std::move(detail)}});
}

std::shared_ptr<X509> share(openssl::X509Ptr x509) {
    return std::shared_ptr<X509>(x509.release(), X509_free);
}

UnixTime toUnixTime(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) {
        return UnixTime{}; // An unreadable date is long past: it never makes a certificate live longer.
    }
    return UnixTime{std::chrono::seconds(::timegm(&parts))};
}

/// Control characters, and those that turn the direction of text, so that a name cannot garble a terminal or
/// a log.
bool isDangerous(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/// `utf8` comes from ASN1_STRING_to_UTF8 and is well-formed.
std::string cleanName(std::string_view utf8) {
    std::string clean;
    std::size_t characters = 0;
    while (!utf8.empty() && characters < maxNameCharacters) {
        unsigned long c = 0;
        const int used =
            UTF8_getc(reinterpret_cast<const unsigned char*>(utf8.data()), static_cast<int>(utf8.size()), &c);
        if (used <= 0) {
            break;
        }
        if (!isDangerous(static_cast<char32_t>(c))) {
            clean.append(utf8.substr(0, static_cast<std::size_t>(used)));
            ++characters;
        }
        utf8.remove_prefix(static_cast<std::size_t>(used));
    }
    return clean;
}

} // namespace

Certificate::Certificate(std::shared_ptr<x509_st> x509)
    : m_x509(std::move(x509)) {
    const openssl::ErrorQueue queue;
    X509_check_purpose(m_x509.get(), -1, 0); // The purpose -1 asks nothing and only fills the cache.
}

Result<Certificate> Certificate::fromDer(ByteView der) {
    const openssl::ErrorQueue queue;
    if (der.empty() || der.size() > maxCertificateBytes) {
        return badCertificate("its size is not sensible");
    }
    const unsigned char* at = openssl::raw(der);
    openssl::X509Ptr x509(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (!x509) {
        return badCertificate(queue.reason("it is not in DER form"));
    }
    if (at != openssl::raw(der) + der.size()) {
        return badCertificate("something follows it");
    }
    return Certificate(share(std::move(x509)));
}

Result<std::vector<Certificate>> Certificate::listFromPem(std::string_view pem) {
    const openssl::ErrorQueue queue;
    if (pem.size() > maxPemBytes) {
        return badCertificate("the text is too long");
    }
    const openssl::Bio bio = openssl::readBio(asBytes(pem));
    std::vector<Certificate> list;
    while (openssl::X509Ptr x509{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
        if (list.size() == maxCertificates) {
            return badCertificate("there are more than 16");
        }
        list.emplace_back(share(std::move(x509)));
    }
    const unsigned long end = ERR_peek_last_error();
    if (list.empty() || ERR_GET_LIB(end) != ERR_LIB_PEM || ERR_GET_REASON(end) != PEM_R_NO_START_LINE) {
        return badCertificate(list.empty() ? "there is none in PEM form"
                                           : queue.reason("one of several is damaged"));
    }
    return list;
}

Result<std::vector<Certificate>> Certificate::listFromFile(const std::filesystem::path& path) {
    FF_TRY(const Bytes pem, readFile(path, maxPemBytes));
    return listFromPem(asText(pem)).with("path", path.string());
}

std::string Certificate::commonName() const {
    const openssl::ErrorQueue queue;
    const X509_NAME* subject = X509_get_subject_name(native());
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0) {
        return {};
    }
    unsigned char* utf8 = nullptr;
    const int length = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    if (length < 0) {
        return {};
    }
    std::string name = cleanName({reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(length)});
    OPENSSL_free(utf8);
    return name;
}

std::string Certificate::serialHex() const {
    const ASN1_INTEGER* serial = X509_get0_serialNumber(native());
    const int length = ASN1_STRING_length(serial);
    return toHex(ByteView(reinterpret_cast<const std::byte*>(ASN1_STRING_get0_data(serial)),
                          static_cast<std::size_t>(length < 0 ? 0 : length)));
}

UnixTime Certificate::notBefore() const {
    return toUnixTime(X509_get0_notBefore(native()));
}

UnixTime Certificate::notAfter() const {
    return toUnixTime(X509_get0_notAfter(native()));
}

Digest Certificate::fingerprint() const {
    return sha256(der());
}

Digest Certificate::publicKeyDigest() const {
    return sha256(openssl::encode(X509_get_X509_PUBKEY(native()), i2d_X509_PUBKEY));
}

Bytes Certificate::der() const {
    return openssl::encode(native(), i2d_X509);
}

std::string Certificate::pem() const {
    const openssl::Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509(bio.get(), native()) != 1) {
        return {};
    }
    return std::string(asText(openssl::contentOf(bio.get())));
}

} // namespace fieldfare
