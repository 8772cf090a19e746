//! Only a verifier makes a `Verified`.

use tim_callback::query::CallbackQuery;
use tim_callback::{SdkAppId, Verified};

fn main() {
    let query = CallbackQuery::new(SdkAppId::new(1), "State.StateChange");
    let _ = Verified { query, body: b"{}".as_slice().into() };
}
