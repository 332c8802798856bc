pub trait Clone: Sized {
    fn clone(&self) -> Self;
    fn clone_from(&mut self, source: &Self);
}
pub trait UseCloned: Clone {}
pub trait CloneToUninit {
    fn clone_to_uninit(&self, dest: *mut u8);
}
