//! A running `inspect`, used as its page does.

use serde_json::Value;
use tim_callback::testing::Signed;

use crate::http::{self, Events, Response};
use crate::service::Service;
use crate::tool::Server;

pub struct Inspected(pub Server);

impl std::ops::Deref for Inspected {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.0
    }
}

/// `inspect` in front of a service.
pub fn passing_on(service: &Service, more: &[&str]) -> Inspected {
    own_service(&[&["--to", &service.url], more].concat())
}

/// `inspect` that answers by itself.
pub fn own_service(more: &[&str]) -> Inspected {
    let args = ["inspect", "--listen", "127.0.0.1:0", "--page", "127.0.0.1:0"];
    Inspected(Server::start(&[&args[..], more].concat()))
}

impl Inspected {
    pub fn send(&self, sent: &Signed) -> Response {
        self.0.post(&sent.query, &sent.body)
    }

    pub fn get(&self, path: &str) -> Value {
        http::get(self.page(), path, &[]).json()
    }

    pub fn details(&self, id: u64) -> Value {
        self.get(&format!("/api/callbacks/{id}"))
    }

    pub fn copied(&self, id: u64, form: &str) -> String {
        http::get(self.page(), &format!("/api/callbacks/{id}/{form}"), &[]).text().to_owned()
    }

    /// Posts as the page does.
    pub fn act(&self, path: &str, value: &Value) -> Response {
        let origin = format!("http://{}", self.page());
        let headers = [("Origin", &*origin), ("Content-Type", "application/json")];
        http::post(self.page(), path, &headers, value.to_string().as_bytes())
    }

    pub fn events(&self, filter: &str) -> Events {
        let mut events = Events::open(self.page(), &format!("/api/events?{filter}"), &[]);
        assert_eq!(events.next().name, "hello");
        events
    }

    /// How many callbacks are kept.
    pub fn count(&self) -> u64 {
        self.events("").next().data["kept"].as_u64().unwrap()
    }
}
