"""The names that the standard library of C and POSIX give, whatever header they are of."""

from __future__ import annotations

import re

_FUNCTIONS = (
    "abort abs accept access acos alarm aligned_alloc alloca asctime asin asprintf assert atan atan2 atexit atof atoi "
    "atol atoll basename bcmp bcopy bind bsearch bzero calloc catch ceil cfmakeraw cfsetispeed cfsetospeed chdir "
    "chmod chown chroot clearerr clock clock_getres clock_gettime clock_nanosleep clock_settime close closedir "
    "closelog connect copysign cos cosh creat ctime ctime_r daemon difftime dirfd dirname div dlclose dlerror dlopen "
    "dlsym dprintf drand48 dup dup2 dup3 endgrent endpwent environ epoll_create epoll_create1 epoll_ctl epoll_pwait "
    "epoll_wait err errno errx eventfd execl execle execlp execv execve execvp exit exp exp2 expm1 fabs fabsf "
    "faccessat fallocate fchdir fchmod fchmodat fchown fchownat fclose fcntl fdatasync fdim fdopen fdopendir feof "
    "ferror fflush ffs fgetc fgetpos fgets fileno flock floor fma fmax fmin fmod fnmatch fopen fork fpathconf fprintf "
    "fputc fputs fread free freeaddrinfo freeifaddrs freelocale freopen frexp fscanf fseek fseeko fsetpos fstat "
    "fstatat fstatfs fsync ftell ftello ftruncate futimens futimes fwrite gai_strerror gamma getaddrinfo getc "
    "getc_unlocked getchar getcwd getdelim getegid getenv geteuid getgid getgrent getgrgid getgrgid_r getgrnam "
    "getgrouplist getgroups gethostbyaddr gethostbyname gethostname getifaddrs getitimer getline getloadavg getlogin "
    "getmntent getnameinfo getopt getopt_long getpagesize getpeername getpgid getpgrp getpid getppid getpriority "
    "getprotobyname getpwent getpwnam getpwnam_r getpwuid getpwuid_r getrandom getrlimit getrusage gets getservbyname "
    "getsockname getsockopt gettid gettimeofday getuid getwc glob globfree gmtime gmtime_r grantpt htonl htons hypot "
    "iconv iconv_close iconv_open if_indextoname if_nametoindex ilogb imaxabs index inet_addr inet_aton inet_ntoa "
    "inet_ntop inet_pton initgroups inotify_add_watch inotify_init inotify_init1 inotify_rm_watch ioctl isalnum "
    "isalpha isascii isatty isblank iscntrl isdigit isfinite isgraph isinf islower isnan isnormal isprint ispunct "
    "isspace isupper iswalpha iswspace isxdigit kevent kill killpg kqueue labs lchown ldexp ldiv lgamma lgamma_r link "
    "linkat listen llabs llrint llround localeconv localtime localtime_r log log10 log1p log2 logb longjmp lrint "
    "lround lseek lstat madvise main makedev malloc mblen mbrlen mbrtowc mbsrtowcs mbstowcs mbtowc memccpy memchr "
    "memcmp memcpy memmem memmove mempcpy memrchr memset mkdir mkdirat mkdtemp mkfifo mknod mkostemp mkstemp mkstemps "
    "mktemp mktime mlock mmap modf mprotect mremap msync munlock munmap nan nanosleep nearbyint newlocale nextafter "
    "nftw nice nl_langinfo ntohl ntohs offsetof open open_memstream openat opendir openlog openpty pathconf pause "
    "pclose perror pipe pipe2 poll popen posix_fadvise posix_fallocate posix_memalign posix_openpt posix_spawn "
    "posix_spawnp pow powf ppoll pread preadv printf prctl pselect ptrace ptsname ptsname_r putc putc_unlocked "
    "putchar putenv puts putwc pwrite pwritev qsort qsort_r raise rand rand_r random read readdir readdir_r readlink "
    "readlinkat readv realloc reallocarray realpath recv recvfrom recvmmsg recvmsg regcomp regerror regexec regfree "
    "remainder remove rename renameat rewind rewinddir rindex rint rmdir round roundf sbrk scalb scandir scanf "
    "sched_getaffinity sched_setaffinity sched_yield seekdir select sem_destroy sem_init sem_open sem_post "
    "sem_timedwait sem_trywait sem_wait send sendfile sendmmsg sendmsg sendto setbuf setegid setenv seteuid setgid "
    "setgroups setitimer setjmp setlinebuf setlocale setpgid setpriority setregid setreuid setrlimit setsid "
    "setsockopt settimeofday setuid setvbuf shm_open shm_unlink shutdown sigaction sigaddset sigaltstack sigdelset "
    "sigemptyset sigfillset sigismember siglongjmp signal sigprocmask sigsetjmp sigsuspend sigwait signbit sin sincos "
    "sinh sleep snprintf socket socketpair sprintf sqrt sqrtf srand srandom sscanf stat statfs statvfs stpcpy stpncpy "
    "strcasecmp strcasestr strcat strchr strchrnul strcmp strcoll strcpy strcspn strdup strerror strerror_r strftime "
    "strlcat strlcpy strlen strncasecmp strncat strncmp strncpy strndup strnlen strpbrk strptime strrchr strsep "
    "strsignal strspn strstr strtod strtof strtoimax strtok strtok_r strtol strtold strtoll strtoq strtoul strtoull "
    "strtoumax strxfrm symlink symlinkat sync syscall sysconf sysctl sysctlbyname sysinfo syslog system tan tanh "
    "tcflush tcgetattr tcgetpgrp tcsetattr tcsetpgrp tempnam tgamma time timegm times tmpfile tmpnam toascii tolower "
    "toupper towlower towupper trunc truncate ttyname ttyname_r tzset umask uname ungetc unlink unlinkat unlockpt "
    "unsetenv uselocale usleep utime utimensat utimes va_arg va_copy va_end va_start vasprintf vdprintf vfork "
    "vfprintf vfscanf vprintf vscanf vsnprintf vsprintf vsscanf vsyslog wait wait3 wait4 waitid waitpid warn warnx "
    "wcscmp wcscpy wcslen wcsncmp wcsrtombs wcstombs wctomb wcwidth wmemcpy write writev static_assert sizeof alignof "
    "_Alignof _Static_assert _exit _Exit quick_exit defined"
)
_TYPES = (
    "bool blkcnt_t blksize_t cc_t char16_t char32_t clock_t clockid_t cpu_set_t dev_t div_t double_t fd_set fenv_t "
    "float_t fpos_t gid_t glob_t iconv_t id_t imaxdiv_t in_addr in_addr_t in_port_t ino_t int16_t int32_t int64_t "
    "int8_t int_fast16_t int_fast32_t int_fast64_t int_fast8_t int_least16_t int_least32_t int_least64_t int_least8_t "
    "intmax_t intptr_t jmp_buf key_t ldiv_t lldiv_t locale_t max_align_t mbstate_t mode_t nfds_t nlink_t off64_t "
    "off_t pid_t ptrdiff_t regex_t regmatch_t rlim_t rlimit rusage sa_family_t sem_t sig_atomic_t sigaction siginfo_t "
    "sigjmp_buf sigset_t sighandler_t size_t sockaddr sockaddr_in sockaddr_in6 sockaddr_storage sockaddr_un socklen_t "
    "speed_t ssize_t suseconds_t tcflag_t time_t timer_t timespec timeval timezone tm uid_t uint uint16_t uint32_t "
    "uint64_t uint8_t uint_fast16_t uint_fast32_t uint_fast64_t uint_fast8_t uint_least16_t uint_least32_t "
    "uint_least64_t uint_least8_t uintmax_t uintptr_t useconds_t ushort ulong utsname va_list wchar_t wctype_t wint_t "
    "DIR FILE addrinfo dirent epoll_event group hostent ifaddrs iovec itimerval lconv linger msghdr cmsghdr passwd "
    "pollfd stat statfs statvfs termios ucontext_t utimbuf winsize in6_addr ip_mreq ipv6_mreq inotify_event u_char "
    "u_int u_long u_short"
)
NAMES = frozenset(f"{_FUNCTIONS} {_TYPES} NULL EOF stdin stdout stderr errno environ true false".split())
"""The names themselves."""

_BEGINNING = re.compile(r"(?:__builtin_|__atomic_|__sync_|pthread_|atomic_|_mm\d*_|mbr|wcs)\w+")


def is_of_library(name: str) -> bool:
    """Tell whether the standard library, POSIX or the compiler gives a name."""
    return name in NAMES or _BEGINNING.fullmatch(name) is not None
