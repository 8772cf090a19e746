//! The fixture folders: `tests/fixtures/<Wire.Name>/`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tim_callback::call::DecodeError;
use tim_callback::{AnyCallback, Incoming, Verifier};

#[derive(Clone)]
pub struct Folder(PathBuf);

/// A request file and the query it comes with.
#[derive(Clone)]
pub struct Request {
    folder: Folder,
    file: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display()));
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub fn folders() -> Vec<Folder> {
    names(&root()).iter().map(|name| Folder(root().join(name))).collect()
}

impl Folder {
    pub fn command(&self) -> &str {
        self.0.file_name().unwrap().to_str().unwrap()
    }

    pub fn read(&self, file: &str) -> String {
        let path = self.0.join(file);
        fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    pub fn has(&self, file: &str) -> bool {
        self.0.join(file).exists()
    }

    pub fn query(&self) -> String {
        self.read("query.txt").trim_end().to_owned()
    }

    /// The names behind `reply.` of the golden answers.
    pub fn replies(&self) -> Vec<String> {
        let inner =
            |name: &String| name.strip_prefix("reply.")?.strip_suffix(".json").map(str::to_owned);
        names(&self.0).iter().filter_map(inner).collect()
    }

    pub fn requests(&self) -> Vec<Request> {
        let is_request = |name: &String| {
            name == "minimal.json" || name.starts_with("request.") && name.ends_with(".json")
        };
        let files = names(&self.0).into_iter().filter(is_request);
        files.map(|file| Request { folder: self.clone(), file }).collect()
    }
}

impl Request {
    pub fn name(&self) -> String {
        format!("{}::{}", self.folder.command(), self.file.trim_end_matches(".json"))
    }

    pub fn command(&self) -> &str {
        self.folder.command()
    }

    pub fn text(&self) -> String {
        self.folder.read(&self.file)
    }

    pub fn value(&self) -> Value {
        serde_json::from_str(&self.text()).expect("a fixture is JSON")
    }

    /// Any body, as it would come with this command's query.
    pub fn decode(&self, body: &[u8]) -> Result<AnyCallback, DecodeError> {
        let incoming = Incoming::new(&self.folder.query(), body).expect("the query is readable");
        let verifier = Verifier::unchecked_for_logs_and_tests();
        let verified = verifier.verify(incoming).expect("nothing is checked");
        verified.decode().map_err(|undecodable| undecodable.into_parts().0)
    }

    /// What is typed of a body, as JSON.
    pub fn typed(&self, body: &Value) -> Result<Value, DecodeError> {
        let callback = self.decode(body.to_string().as_bytes())?;
        Ok(callback.request_value().expect("the command is typed"))
    }
}
