using System.CommandLine;
using Everlatch.Release;
using Everlatch.Release.Builds;
using Everlatch.Release.Pipeline.Policies;

namespace Everlatch.Cli.Commands.Release;

/// <summary>What every verb takes that brings releases to traffic.</summary>
internal static class PolicyOptions
{
    /// <summary>The policy file.</summary>
    public static readonly Option<string> Policy = new("--policy")
    {
        Description = "File that says which nodes and waves there are, and how long a release is watched.",
        DefaultValueFactory = _ => "release-policy.json",
    };

    /// <summary>The release's folder.</summary>
    public static readonly Argument<string> Folder = new("release")
    {
        Description = "The release folder, at the same path on this machine and on those of the nodes.",
    };

    /// <summary>The keys that are trusted.</summary>
    public static readonly Option<string> PublicKey = new("--public-key")
    {
        Description = "File of the public keys that are trusted, in PEM: more than one while keys change.", Required = true,
    };

    /// <summary>Whose name whoever has to wait is told.</summary>
    public static string Owner => $"{Environment.UserName}@{Environment.MachineName}, process {Environment.ProcessId}";

    /// <summary>Reads the policy.</summary>
    /// <exception cref="ReleaseException">It cannot be used.</exception>
    public static ReleasePolicy PolicyOf(ParseResult parsed) => ReadPolicy.OfFile(parsed.GetRequiredValue(Policy));

    /// <summary>Opens the release. Nothing of it is executed.</summary>
    public static Task<OpenOutcome> OpenAsync(ParseResult parsed, CancellationToken ct) => ReleaseFolder.OpenAsync(
        parsed.GetRequiredValue(Folder), ReleaseKeys.Read(parsed.GetRequiredValue(PublicKey)), ct);
}
