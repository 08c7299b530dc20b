using System.CommandLine;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>
/// <c>everlatch schema</c>: looks at a database's schema, and brings it to what a build needs before its servers get traffic.
/// </summary>
internal static class SchemaCommand
{
    /// <summary>The verb, with one file for each verb below it.</summary>
    public static Command Create() => new("schema", "Look at the database's schema, or bring it up to this build's.")
    {
        StatusVerb.Create(),
        PlanVerb.Create(),
        ApplyVerb.Create(),
        VerifyVerb.Create(),
        HistoryVerb.Create(),
        DiffVerb.Create(),
        ContractVerb.Create(),
        ManifestVerb.Create(),
        ProveVerb.Create(),
        FreezeVerb.Create(),
        LintVerb.Create(),
        SchemaTarget.Database,
        SchemaTarget.DatabaseFile,
        SchemaTarget.Region,
        SchemaTarget.From,
        ConnectionOptions.Json,
    };
}
