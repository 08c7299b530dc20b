using System.CommandLine;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands.Drill;

/// <summary><c>everlatch drill</c>: shows what happens when something goes wrong, before it does.</summary>
internal static class DrillCommand
{
    /// <summary>The verb.</summary>
    public static Command Create() => new("drill", "Show what happens when something goes wrong, before it does.")
    {
        IncidentVerb.Create(),
        ConnectionOptions.Json,
    };
}
