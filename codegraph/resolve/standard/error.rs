use crate::fmt::{Debug, Display};

pub trait Error: Debug + Display {
    fn source(&self) -> Option<&(dyn Error + 'static)>;
    fn description(&self) -> &str;
    fn cause(&self) -> Option<&dyn Error>;
    fn provide<'a>(&'a self, request: &mut Request<'a>);
}
impl dyn Error {
    pub fn is<T: Error>(&self) -> bool;
    pub fn downcast_ref<T: Error>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Error>(&mut self) -> Option<&mut T>;
    pub fn sources(&self) -> Source<'_>;
}
impl dyn Error + Send {
    pub fn is<T: Error>(&self) -> bool;
    pub fn downcast_ref<T: Error>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Error>(&mut self) -> Option<&mut T>;
}
impl dyn Error + Send + Sync {
    pub fn is<T: Error>(&self) -> bool;
    pub fn downcast_ref<T: Error>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Error>(&mut self) -> Option<&mut T>;
}
impl<'a, T: Error + ?Sized> Error for &'a T {}
pub struct Request<'a> { inner: &'a () }
pub struct Source<'a> { current: Option<&'a dyn Error> }
impl<'a> Iterator for Source<'a> { type Item = &'a (dyn Error + 'static); }
