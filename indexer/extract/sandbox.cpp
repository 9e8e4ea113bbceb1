#include "indexer/extract/sandbox.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Sanitizers keep terabytes of address space for themselves.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BLOTTER_SANITIZED 1
#else
#define BLOTTER_SANITIZED 0
#endif

namespace blotter::extract {
namespace {

// Both the soft and the hard limit.
bool limit(__rlimit_resource_t resource, rlim_t value) {
  const rlimit both{value, value};
  return ::setrlimit(resource, &both) == 0;
}

// All rights of the file system that the first version of Landlock knows; later ones add more, which are handled by
// their number.
std::uint64_t file_rights(long version) {
  std::uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;  // 13 rights
  if (version >= 2) rights |= 1ULL << 13U;                         // REFER
  if (version >= 3) rights |= 1ULL << 14U;                         // TRUNCATE
  if (version >= 5) rights |= 1ULL << 15U;                         // IOCTL_DEV
  return rights;
}

void allow_reading(int ruleset, const char* folder) {
  const int descriptor = ::open(folder, O_PATH | O_CLOEXEC);
  if (descriptor < 0) return;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  rule.parent_fd = descriptor;
  (void)::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  ::close(descriptor);
}

// The version in force, 0 for none.
long enter_landlock() {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version <= 0) return 0;
  struct {
    std::uint64_t files = 0;
    std::uint64_t network = 0;  // from version 4 on
  } handled;
  handled.files = file_rights(version);
  if (version >= 4) handled.network = 3;  // to bind and to connect by TCP
  const std::size_t size = version >= 4 ? sizeof handled : sizeof handled.files;
  const int ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, size, 0));
  if (ruleset < 0) return 0;
  for (const char* folder : {"/usr", "/etc/fonts", "/var/cache/fontconfig"}) allow_reading(ruleset, folder);
  const bool entered = ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  ::close(ruleset);
  return entered ? version : 0;
}

// What a reader of documents and the C library under it need; all else fails with EPERM.
constexpr std::array allowed_calls{SCMP_SYS(read),
                                   SCMP_SYS(write),
                                   SCMP_SYS(readv),
                                   SCMP_SYS(writev),
                                   SCMP_SYS(pread64),
                                   SCMP_SYS(close),
                                   SCMP_SYS(fstat),
                                   SCMP_SYS(stat),
                                   SCMP_SYS(lstat),
                                   SCMP_SYS(newfstatat),
                                   SCMP_SYS(statx),
                                   SCMP_SYS(lseek),
                                   SCMP_SYS(access),
                                   SCMP_SYS(faccessat),
                                   SCMP_SYS(faccessat2),
                                   SCMP_SYS(readlink),
                                   SCMP_SYS(readlinkat),
                                   SCMP_SYS(getdents64),
                                   SCMP_SYS(getcwd),
                                   SCMP_SYS(fcntl),
                                   SCMP_SYS(mmap),
                                   SCMP_SYS(munmap),
                                   SCMP_SYS(mremap),
                                   SCMP_SYS(mprotect),
                                   SCMP_SYS(madvise),
                                   SCMP_SYS(brk),
                                   SCMP_SYS(futex),
                                   SCMP_SYS(sched_yield),
                                   SCMP_SYS(sched_getaffinity),
                                   SCMP_SYS(rt_sigaction),
                                   SCMP_SYS(rt_sigprocmask),
                                   SCMP_SYS(rt_sigreturn),
                                   SCMP_SYS(sigaltstack),
                                   SCMP_SYS(clock_gettime),
                                   SCMP_SYS(clock_nanosleep),
                                   SCMP_SYS(nanosleep),
                                   SCMP_SYS(gettimeofday),
                                   SCMP_SYS(time),
                                   SCMP_SYS(times),
                                   SCMP_SYS(getrusage),
                                   SCMP_SYS(prlimit64),
                                   SCMP_SYS(getrlimit),
                                   SCMP_SYS(setrlimit),
                                   SCMP_SYS(getrandom),
                                   SCMP_SYS(getpid),
                                   SCMP_SYS(gettid),
                                   SCMP_SYS(getuid),
                                   SCMP_SYS(geteuid),
                                   SCMP_SYS(getgid),
                                   SCMP_SYS(getegid),
                                   SCMP_SYS(uname),
                                   SCMP_SYS(sysinfo),
                                   SCMP_SYS(tgkill),
                                   SCMP_SYS(exit),
                                   SCMP_SYS(exit_group),
                                   SCMP_SYS(restart_syscall),
                                   SCMP_SYS(poll),
                                   SCMP_SYS(ppoll)};

bool enter_seccomp() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  bool built = true;
  for (const int call : allowed_calls) built &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  constexpr std::uint64_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
  // The flags are the second argument of open and the third of openat.
  const scmp_arg_cmp reads{1, SCMP_CMP_MASKED_EQ, writing, 0};
  const scmp_arg_cmp reads_at{2, SCMP_CMP_MASKED_EQ, writing, 0};
  built &= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, &reads) == 0;
  built &= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, &reads_at) == 0;
  built = built && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return built;
}

}  // namespace

std::string confine(std::size_t memory) {
  (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
  (void)::prctl(PR_SET_DUMPABLE, 0);
  (void)::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  (void)limit(RLIMIT_CORE, 0);
  std::string holds;
  const auto add = [&holds](const std::string& name) { holds.append(holds.empty() ? "" : ", ").append(name); };
  if (!BLOTTER_SANITIZED && limit(RLIMIT_AS, memory)) add("memory");
  add("time");  // by allow_seconds()
  if (limit(RLIMIT_FSIZE, 0)) add("no writing");
  if (const long version = enter_landlock(); version > 0) add("Landlock " + std::to_string(version));
  if (enter_seccomp()) add("seccomp");
  return holds;
}

void allow_seconds(unsigned seconds) {
  rusage used{};
  (void)::getrusage(RUSAGE_SELF, &used);
  rlimit processor{};
  (void)::getrlimit(RLIMIT_CPU, &processor);
  const auto until = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 1;
  processor.rlim_cur = until < processor.rlim_max ? until : processor.rlim_max;
  (void)::setrlimit(RLIMIT_CPU, &processor);
}

}  // namespace blotter::extract
