// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/startup_memory.h"

#include <cstddef>
#include <cstdint>
#include <elf.h>
#include <link.h>
#include <malloc.h>
#include <span>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace fieldfare::agent {

namespace {

/// Code that was changed at loading (text relocations) cannot be read again from its file.
bool hasTextRelocations(const dl_phdr_info& object, const ElfW(Phdr) & dynamic) {
    const auto* entry = reinterpret_cast<const ElfW(Dyn)*>(object.dlpi_addr + dynamic.p_vaddr);
    for (; entry->d_tag != DT_NULL; ++entry) {
        if (entry->d_tag == DT_TEXTREL ||
            (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL) != 0)) {
            return true;
        }
    }
    return false;
}

/// Segments that were never writable hold exactly what is in the file. (What relocation changed before it
/// became read-only, PT_GNU_RELRO, lies in a writable segment.)
int releaseObject(dl_phdr_info* object, std::size_t, void*) {
    const std::span<const ElfW(Phdr)> headers(object->dlpi_phdr, object->dlpi_phnum);
    if (std::string_view(object->dlpi_name).starts_with("linux-vdso")) {
        return 0; // has no file
    }
    for (const auto& header : headers) {
        if (header.p_type == PT_DYNAMIC && hasTextRelocations(*object, header)) {
            return 0;
        }
    }
    const auto pageBytes = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    for (const auto& header : headers) {
        if (header.p_type == PT_LOAD && (header.p_flags & PF_W) == 0) {
            const std::uintptr_t begin = (object->dlpi_addr + header.p_vaddr) / pageBytes * pageBytes;
            const std::uintptr_t end = object->dlpi_addr + header.p_vaddr + header.p_memsz;
            (void)::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
        }
    }
    return 0;
}

} // namespace

void releaseStartupMemory() {
    (void)::malloc_trim(0);
    (void)::dl_iterate_phdr(releaseObject, nullptr);
}

} // namespace fieldfare::agent
