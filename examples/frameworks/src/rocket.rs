//! Rocket 0.5, by hand: it has HTTP types of its own.
//!
//! The glue is reading the body and a [`Responder`], which writes status, content type and body as
//! they are. Without it, Rocket would put pages of its own in the place of refusals. The query comes
//! from [`Origin`], because the parameters of a route are decoded.
//!
//! Rocket gives paths, graceful shutdown and a limit for bodies that you set in [`Data::open`]. It
//! answers other methods than POST with 404.
//!
//! You add the deadline. It is not counted from the head: Rocket waits for the first 14 bytes of the
//! body before it calls anything of yours. It has no time-out for them, and none for the head: put a
//! proxy in front that passes on complete requests.

use std::io::Cursor;
use std::sync::Arc;

use rocket::data::{Data, ToByteUnit};
use rocket::http::uri::Origin;
use rocket::http::{Header, Status};
use rocket::response::{self, Responder, Response};
use rocket::tokio::time::{Instant, sleep_until, timeout_at};
use rocket::{Build, Request, Rocket, State, post, routes};
use tim_callback::receiver::Unread;
use tim_callback::{AsyncReceiver, Reply};

use crate::DEADLINE;

/// Callbacks at `POST /callback`.
#[must_use]
pub fn app(receiver: Arc<AsyncReceiver>) -> Rocket<Build> {
    rocket::build().manage(receiver).mount("/", routes![callback])
}

#[post("/callback", data = "<body>")]
async fn callback(
    receiver: &State<Arc<AsyncReceiver>>,
    origin: &Origin<'_>,
    body: Data<'_>,
) -> Answer {
    let deadline = Instant::now() + DEADLINE;
    let query = origin.query().map_or("", |query| query.as_str());
    let body = body.open(receiver.body_limit().bytes()).into_bytes();
    Answer(match timeout_at(deadline, body).await {
        Ok(Ok(body)) if body.is_complete() => {
            receiver.receive_within(query, body.into_inner(), sleep_until(deadline)).await
        }
        Ok(Ok(_)) => receiver.refuse_unread(query, Unread::TooLarge),
        Ok(Err(_)) => receiver.refuse_unread(query, Unread::BrokenOff),
        Err(_) => receiver.refuse_unread(query, Unread::TooSlow),
    })
}

struct Answer(Reply);

impl<'r> Responder<'r, 'static> for Answer {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let Reply { status, content_type, body, .. } = self.0;
        Response::build()
            .status(Status::new(status))
            .header(Header::new("Content-Type", content_type))
            .sized_body(body.len(), Cursor::new(body))
            .ok()
    }
}
