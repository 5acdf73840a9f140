//! Objects out of a stream of JSON, one at a time: an array of a million messages needs the memory of one.

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};
use std::rc::Rc;

/// Gives each object and the fields seen before it in the object around it; `false` ends the reading.
pub(crate) type Emit<'e> = dyn FnMut(&Map<String, Value>, Value) -> bool + 'e;

/// Which arrays hold the objects wanted.
pub(crate) struct Items {
    arrays: &'static [&'static str],
}

/// A reader that ends with an error if one item has too many bytes.
pub(crate) struct Guard<R> {
    input: R,
    limit: u64,
    since: Rc<Cell<u64>>,
}

impl<R: Read> Guard<R> {
    pub(crate) fn new(input: R, limit: u64) -> Self {
        Guard { input, limit, since: Rc::default() }
    }

    /// Set to 0 at the beginning of each item.
    pub(crate) fn counter(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.since)
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(into)?;
        self.since.set(self.since.get() + count as u64);
        if self.since.get() > self.limit {
            let message = format!("more than the {} bytes one item may have", self.limit);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(count)
    }
}

impl Items {
    pub(crate) fn new(arrays: &'static [&'static str]) -> Self {
        Items { arrays }
    }

    /// Reads one value after the other. Returns whether `emit` wants more.
    pub(crate) fn run<R: Read>(&self, guard: Guard<R>, emit: &mut Emit<'_>) -> serde_json::Result<bool> {
        let counter = guard.counter();
        let mut json = serde_json::Deserializer::from_reader(io::BufReader::with_capacity(1 << 16, guard));
        let mut stopped = false;
        let mut emit = |parent: &Map<String, Value>, value: Value| {
            counter.set(0);
            let wants_more = emit(parent, value);
            stopped = !wants_more;
            wants_more
        };
        let walk = Walk { arrays: self.arrays, parent: &Map::new(), emit: &mut emit };
        let result = walk.deserialize(&mut json).and_then(|()| json.end());
        match result {
            _ if stopped => Ok(false),
            Ok(()) => Ok(true),
            Err(error) => Err(error),
        }
    }
}

/// A value that is an object wanted, or holds such objects in one of the arrays.
struct Walk<'w, 'e> {
    arrays: &'static [&'static str],
    parent: &'w Map<String, Value>,
    emit: &'w mut Emit<'e>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Walk { arrays: self.arrays, parent: self.parent, emit: &mut *self.emit })?.is_some()
        {
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut own = Map::new();
        let mut held = false;
        while let Some(key) = map.next_key::<String>()? {
            if self.arrays.contains(&key.as_str()) {
                held = true;
                map.next_value_seed(Walk { arrays: self.arrays, parent: &own, emit: &mut *self.emit })?;
            } else {
                own.insert(key, map.next_value()?);
            }
        }
        if held || (self.emit)(self.parent, Value::Object(own)) {
            return Ok(());
        }
        Err(A::Error::custom("stopped"))
    }

    // Anything else holds no report.
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
