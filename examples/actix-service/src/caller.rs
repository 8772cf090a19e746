//! The connections of callers, which the [`Door`] may close.

use std::any::Any;
use std::net::Shutdown;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use service_parts::door::{Door, Guest};
use socket2::{SockRef, Socket};

/// One connection.
pub(crate) struct Caller {
    guest: Arc<Guest>,
    /// actix-web lets go of no connection, so a stranger's has a second handle.
    socket: Mutex<Option<Socket>>,
}

impl Caller {
    fn take_socket(&self) -> Option<Socket> {
        self.socket.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(crate) fn carried_a_verified_callback(&self) {
        self.guest.carried_a_verified_callback();
        drop(self.take_socket());
    }

    pub(crate) fn may_stay(&self) -> bool {
        self.guest.may_stay()
    }
}

/// Notes a new connection in its data, where handlers find its [`Caller`].
pub(crate) fn enter(stream: &dyn Any, data: &mut Extensions, door: &Arc<Door>) {
    let Some(stream) = stream.downcast_ref::<TcpStream>() else { return };
    let guest = Arc::new(Guest::new(Arc::clone(door)));
    // Without a descriptor for it, this one cannot be evicted.
    let socket = Mutex::new(SockRef::from(stream).try_clone().ok());
    let caller = Arc::new(Caller { guest: Arc::clone(&guest), socket });
    let evicted = Arc::downgrade(&caller);
    door.enter(&guest, move || {
        if let Some(socket) = evicted.upgrade().and_then(|caller| caller.take_socket()) {
            // It fails only for a connection that has ended.
            let _ = socket.shutdown(Shutdown::Both);
        }
    });
    data.insert(caller);
}
