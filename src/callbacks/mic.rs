//! `Mic.*`: seats in rooms of the Live and Room products.
//!
//! ```
//! use tim_callback::callbacks::mic::AfterSeatInfoChanged;
//! use tim_callback::testing;
//!
//! let call = testing::call::<AfterSeatInfoChanged>().build();
//! let taken = call.seat_list.iter().filter(|seat| seat.member_account.is_some());
//! assert_eq!(taken.count(), 1);
//! ```

mod after_seat_info_changed;

pub use after_seat_info_changed::{AfterSeatInfoChanged, Seat};
