//! The places of a fixture and what the wire types there: the independent rule behind the
//! generated cases.
//!
//! What a place is comes from the fixture folder (`minimal.json` says which fields are required,
//! the keys say what an element's content belongs to) and from how the untouched fixture goes out
//! again: as a number, a string, a boolean.

use std::sync::{Arc, LazyLock};

use serde_json::Value;
use tim_callback::CallbackCommand;
use tim_callback::message::MsgType;

use crate::case::{Wrong, typed, wrong};
use crate::fixture::{Folder, Request};
use crate::tree::{Path, Step, at, without};

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// An integer; quoted or not.
    Integer,
    /// A number with a fraction.
    Float,
    Bool,
    /// A boolean; quoted or not.
    QuotedBool,
    Text,
    /// A string, or an unsigned integer that goes out as one.
    Id,
    /// An integer, quoted or not; an empty string is none.
    IntegerOrEmpty,
    /// A string or an integer, whichever came.
    Either,
    /// `CallbackCommand`.
    Command,
    /// `MsgType`.
    Type,
    /// Part of a payload, or of the content of an unknown element: any JSON.
    Free,
    /// An object whose fields are the app's.
    Payload,
    List,
    Object,
}

/// Fields whose value is a string or an integer, wherever they stand.
const EITHER: [(&str, &str); 1] = [("ProfileItem", "Value")];

/// Fields of any command that hold an object of the app's.
const PAYLOADS: [&str; 2] = ["Payload", "Body"];

pub struct Place {
    pub path: Path,
    pub kind: Kind,
    /// Whether `null` is the same as absent.
    pub nullable: bool,
}

/// A request of a fixture folder with its places.
pub struct Body {
    pub command: CallbackCommand,
    pub value: Value,
    /// What is typed of it.
    pub typed: Value,
    pub places: Vec<Place>,
}

/// A body that is read when a case first asks for it, and by no other case again.
pub type Lazy = Arc<LazyLock<Body, Box<dyn FnOnce() -> Body + Send>>>;

/// Every request of every folder, by its name.
pub fn requests() -> Vec<(String, Lazy)> {
    let lazy = |folder: &Folder, request: Request| {
        let (name, folder) = (request.name(), folder.clone());
        let read: Box<dyn FnOnce() -> Body + Send> = Box::new(move || Body::of(&folder, &request));
        (name, Arc::new(LazyLock::new(read)))
    };
    let folders = crate::fixture::folders();
    let of_folder = |f: &Folder| f.requests().into_iter().map(|r| lazy(f, r)).collect::<Vec<_>>();
    folders.iter().flat_map(of_folder).collect()
}

impl Body {
    fn of(folder: &Folder, request: &Request) -> Self {
        let command = request.command().parse().expect("a command of the catalogue");
        let value = request.value();
        let typed = typed(command, &value.to_string()).expect("a fixture decodes");
        let minimal: Value = serde_json::from_str(&folder.read("minimal.json")).expect("JSON");
        let mut body = Self { command, value, typed, places: Vec::new() };
        let mut paths = Vec::new();
        walk(&body.value, &mut Vec::new(), &mut paths);
        body.places = paths.into_iter().map(|path| body.place(path, &minimal)).collect();
        body
    }

    fn place(&self, path: Path, minimal: &Value) -> Place {
        let kind = self.kind(&path.0);
        let nullable = match path.0.as_slice() {
            [] | [.., Step::Index(_)] => false,
            [Step::Key(field)] => minimal.get(field).is_none(),
            _ => !self.is_required(&path),
        };
        Place { path, kind, nullable }
    }

    /// Whether a nested field is required: without it, it is what is missing.
    pub fn is_required(&self, path: &Path) -> bool {
        let rest = without(&self.value, path).to_string();
        let missing = Wrong::Missing(path.to_string());
        typed(self.command, &rest).is_err_and(|error| wrong(self.command, &error) == missing)
    }

    fn get(&self, way: &[Step]) -> &Value {
        find(&self.value, way).expect("a place of the fixture")
    }

    fn kind(&self, way: &[Step]) -> Kind {
        if self.is_free(way) {
            return Kind::Free;
        }
        let value = self.get(way);
        let is_leaf = !value.is_array() && !value.is_object();
        if let Some(kind) = self.by_name(way).filter(|_| is_leaf) {
            return kind;
        }
        match way {
            [] => return Kind::Object,
            [.., Step::Key(key)] if PAYLOADS.contains(&key.as_str()) => return Kind::Payload,
            [.., Step::Key(key)] if key == "CallbackCommand" => return Kind::Command,
            [.., Step::Key(key)] if key == "MsgType" => return Kind::Type,
            [.., Step::Key(list), Step::Index(_), Step::Key(key)]
                if EITHER.contains(&(list.as_str(), key.as_str())) =>
            {
                return Kind::Either;
            }
            _ => {}
        }
        match (value, find(&self.typed, way)) {
            (Value::Array(_), _) => Kind::List,
            (Value::Object(_), _) => Kind::Object,
            (_, Some(Value::Number(number))) if number.is_f64() => Kind::Float,
            (_, Some(Value::Number(_))) => Kind::Integer,
            (_, Some(Value::Bool(_))) => Kind::Bool,
            (_, Some(Value::String(_))) => Kind::Text,
            (value, typed) => panic!("{} is {value} and goes out as {typed:?}", Path(way.to_vec())),
        }
    }

    /// What only the names tell: fields in which a page shows two kinds of values.
    fn by_name(&self, way: &[Step]) -> Option<Kind> {
        let Some(Step::Key(key)) = way.iter().rfind(|step| matches!(step, Step::Key(_))) else {
            return None;
        };
        let (family, _) = self.command.name().split_once('.').expect("a family");
        match (family, key.as_str()) {
            ("Live" | "Mic" | "Room" | "Call", key) if key.ends_with("_Account") => Some(Kind::Id),
            ("Call", "RoomId") => Some(Kind::Id),
            ("Room", "IsCloudRecordingDisabled") => Some(Kind::QuotedBool),
            ("Push", "MsgRandom") => Some(Kind::IntegerOrEmpty),
            _ => None,
        }
    }

    /// What the items of a list are, if it is a list of single values.
    pub fn item_kind(&self, way: &[Step]) -> Option<Kind> {
        let item = [way, &[Step::Index(0)]].concat();
        self.by_name(way).or_else(|| find(&self.value, &item).map(|_| self.kind(&item)))
    }

    /// Whether a place is in a payload, or is the content of an element of unknown type, or in one.
    fn is_free(&self, way: &[Step]) -> bool {
        let is_payload =
            |step: &Step| matches!(step, Step::Key(key) if PAYLOADS.contains(&key.as_str()));
        if way.split_last().is_some_and(|(_, outer)| outer.iter().any(is_payload)) {
            return true;
        }
        (1..=way.len()).any(|end| {
            let content = matches!(&way[end - 1], Step::Key(key) if key == "MsgContent");
            let element = self.get(&way[..end - 1]);
            let name = element.get("MsgType").and_then(Value::as_str);
            content && name.is_some_and(|name| name.parse::<MsgType>().is_err())
        })
    }

    /// The body's text with this JSON text at a place.
    pub fn text_with(&self, way: &[Step], text: &str) -> String {
        const MARKER: &str = "the value goes here";
        let mut value = self.value.clone();
        *at(&mut value, way) = MARKER.into();
        value.to_string().replacen(&format!("\"{MARKER}\""), text, 1)
    }

    /// What should be typed once this value stands at a place.
    pub fn typed_with(&self, path: &Path, value: Value) -> Value {
        let mut typed = self.typed.clone();
        *at(&mut typed, &path.0) = value;
        typed
    }

    /// What should be typed once nothing stands at a place.
    pub fn typed_without(&self, path: &Path) -> Value {
        match find(&self.typed, &path.0) {
            Some(_) => without(&self.typed, path),
            None => self.typed.clone(),
        }
    }
}

fn walk(value: &Value, way: &mut Vec<Step>, found: &mut Vec<Path>) {
    found.push(Path(way.clone()));
    let steps: Vec<_> = match value {
        Value::Array(items) => (0..items.len()).map(Step::Index).collect(),
        Value::Object(entries) => entries.keys().cloned().map(Step::Key).collect(),
        _ => return,
    };
    for step in steps {
        way.push(step);
        walk(find(value, &way[way.len() - 1..]).expect("a child"), way, found);
        way.pop();
    }
}

pub fn find<'v>(value: &'v Value, way: &[Step]) -> Option<&'v Value> {
    way.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}
