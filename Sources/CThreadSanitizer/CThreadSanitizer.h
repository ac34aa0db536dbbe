// What ThreadSanitizer is told of a lock that it can't see, with the functions of <sanitizer/tsan_interface.h>.
// They are weak, because only a program built with --sanitize=thread has them; Swift can't say that. In any
// other program nothing happens here.
extern void __tsan_mutex_pre_lock(void *mutex, unsigned flags) __attribute__((weak));
extern void __tsan_mutex_post_lock(void *mutex, unsigned flags, int recursion) __attribute__((weak));
extern int __tsan_mutex_pre_unlock(void *mutex, unsigned flags) __attribute__((weak));
extern void __tsan_mutex_post_unlock(void *mutex, unsigned flags) __attribute__((weak));
extern void __tsan_mutex_destroy(void *mutex, unsigned flags) __attribute__((weak));

// __tsan_mutex_not_static: the mutex ends with mutex_was_destroyed.
#define MUTEX_NOT_STATIC (1u << 8)
// __tsan_mutex_try_lock: whoever takes it doesn't wait for it, so its order is of no importance.
#define MUTEX_TRY_LOCK (1u << 4)

// Reports that this thread has taken the mutex, and sees what others did before they released it.
static inline void mutex_was_locked(void *mutex, _Bool without_waiting) {
  if (!__tsan_mutex_pre_lock) return;
  unsigned flags = MUTEX_NOT_STATIC | (without_waiting ? MUTEX_TRY_LOCK : 0);
  __tsan_mutex_pre_lock(mutex, flags);
  __tsan_mutex_post_lock(mutex, flags, 0);
}

// Reports that this thread is about to release the mutex.
static inline void mutex_will_be_unlocked(void *mutex) {
  if (!__tsan_mutex_pre_unlock) return;
  __tsan_mutex_pre_unlock(mutex, 0);
  __tsan_mutex_post_unlock(mutex, 0);
}

// Reports that the mutex is gone, and that another may have its address.
static inline void mutex_was_destroyed(void *mutex) {
  if (__tsan_mutex_destroy) __tsan_mutex_destroy(mutex, MUTEX_NOT_STATIC);
}
