pub fn black_box<T>(dummy: T) -> T;
pub fn spin_loop();
pub fn unreachable_unchecked() -> !;
pub fn assert_unchecked(cond: bool);
pub fn must_use<T>(value: T) -> T;
pub fn cold_path();
pub fn likely(b: bool) -> bool;
pub fn unlikely(b: bool) -> bool;
pub fn select_unpredictable<T>(condition: bool, true_val: T, false_val: T) -> T;
