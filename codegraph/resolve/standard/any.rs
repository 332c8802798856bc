pub trait Any {
    fn type_id(&self) -> TypeId;
}
impl<T: ?Sized> Any for T {}
impl dyn Any {
    pub fn is<T: Any>(&self) -> bool;
    pub fn downcast_ref<T: Any>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T>;
}
impl dyn Any + Send {
    pub fn is<T: Any>(&self) -> bool;
    pub fn downcast_ref<T: Any>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T>;
}
impl dyn Any + Send + Sync {
    pub fn is<T: Any>(&self) -> bool;
    pub fn downcast_ref<T: Any>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T>;
}
pub struct TypeId { t: u128 }
impl TypeId { pub fn of<T: ?Sized>() -> TypeId; }
impl Clone for TypeId {}
impl Copy for TypeId {}
impl PartialEq for TypeId {}
impl Eq for TypeId {}
impl PartialOrd for TypeId {}
impl Ord for TypeId {}
impl crate::hash::Hash for TypeId {}
impl crate::fmt::Debug for TypeId {}
pub fn type_name<T: ?Sized>() -> &'static str;
pub fn type_name_of_val<T: ?Sized>(val: &T) -> &'static str;
