-- The audit log is added to and never changed. When an account is deleted, what an entry says of the
-- person may be emptied; nothing can be put in its place.
CREATE FUNCTION only_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.details IS NOT NULL AND NEW.details IS DISTINCT FROM OLD.details)
    OR (NEW.address IS NOT NULL AND NEW.address IS DISTINCT FROM OLD.address) THEN
    RAISE EXCEPTION 'an audit entry can be emptied, not changed'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER only_forgets BEFORE UPDATE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION only_forgets();
