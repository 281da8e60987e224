//! The definitions that boards of this data folder are made of.

use kenspeckle_shared::definition::Definition;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Registry, RegistryFault};
use crate::log::LogFault;
use crate::log::sqlite::{not_read, not_stored};

impl Registry {
    /// Keeps a definition under its id, in the place of an older one of that id.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn keep_definition(&self, definition: &Definition) -> Result<(), RegistryFault> {
        let (id, hash) = (definition.id.clone(), definition.hash());
        let unwritten =
            |fault: serde_json::Error| LogFault::NotStored { reason: fault.to_string() };
        let json = serde_json::to_vec(definition).map_err(unwritten)?;
        let keep = move |writer: &Connection| {
            let sql = "INSERT INTO definitions (id, hash, json) VALUES (?1, ?2, ?3)
                       ON CONFLICT (id) DO UPDATE SET hash = ?2, json = ?3";
            writer.execute(sql, params![id, hash, json]).map(drop).map_err(not_stored)
        };
        Ok(self.database.write(keep).await?)
    }

    /// Gives the definition of an id, if it is kept here.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn definition(&self, id: &str) -> Result<Option<Definition>, RegistryFault> {
        self.definition_where("id", id).await
    }

    /// Gives the definition of a content hash, if it is kept here.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn definition_of_hash(
        &self,
        hash: &str,
    ) -> Result<Option<Definition>, RegistryFault> {
        self.definition_where("hash", hash).await
    }

    async fn definition_where(
        &self,
        column: &'static str,
        value: &str,
    ) -> Result<Option<Definition>, RegistryFault> {
        let value = value.to_owned();
        let find = move |reader: &Connection| {
            let sql = format!("SELECT json FROM definitions WHERE {column} = ?1 LIMIT 1");
            let mut select = reader.prepare_cached(&sql).map_err(not_read)?;
            let json = select.query_row([value], |row| row.get::<_, Vec<u8>>(0));
            let json = json.optional().map_err(not_read)?;
            // One that cannot be read is as good as none: whoever needs it says so in words.
            Ok(json.and_then(|json| serde_json::from_slice(&json).ok()))
        };
        Ok(self.database.read(find).await?)
    }
}
