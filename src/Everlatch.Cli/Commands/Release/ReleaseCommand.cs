using System.CommandLine;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands.Release;

/// <summary><c>everlatch release</c>: makes releases, and brings them to traffic.</summary>
internal static class ReleaseCommand
{
    /// <summary>The verb, with one file for each verb below it.</summary>
    public static Command Create() => new("release", "Make releases, and bring them to traffic.")
    {
        KeyVerb.Create(),
        BuildVerb.Create(),
        VerifyVerb.Create(),
        PlanVerb.Create(),
        DeployVerb.Create(),
        DeployVerb.CreateContract(),
        JudgeVerb.Create(),
        ValidateVerb.Create(),
        RollbackVerb.Create(),
        StatusVerb.Create(),
        ConnectionOptions.Json,
    };
}
