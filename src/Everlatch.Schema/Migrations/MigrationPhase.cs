namespace Everlatch.Schema.Migrations;

/// <summary>What a migration file does, and so when it may run.</summary>
public enum MigrationPhase
{
    /// <summary>Only adds: the release before goes on working.</summary>
    Expand,

    /// <summary>Moves data, in batches.</summary>
    Backfill,

    /// <summary>Removes, once nobody living needs the old shape.</summary>
    Contract,
}
