//! Input from a file or from stdin.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::failure::Failure;

/// More than any service accepts as a body.
const MAX: u64 = 64 << 20;

/// Opens a file, or stdin for `-`.
pub(crate) fn open(file: &Path) -> Result<Box<dyn Read>, Failure> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file).map_err(|error| Failure::of_file(file, &error))?;
    Ok(Box::new(opened))
}

/// All bytes of a file, or of stdin for `-`.
pub(crate) fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut input = open(file)?.take(MAX + 1);
    input.read_to_end(&mut bytes).map_err(|error| Failure::of_file(file, &error))?;
    if bytes.len() as u64 > MAX {
        let error = io::Error::other("larger than 64 MiB");
        return Err(Failure::of_file(file, &error));
    }
    Ok(bytes)
}
