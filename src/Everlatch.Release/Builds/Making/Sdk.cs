namespace Everlatch.Release.Builds.Making;

/// <summary>The SDK that a checkout is built with.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Runtime">The kind of machine that it runs on.</param>
internal sealed record Sdk(string Version, string Runtime)
{
    /// <summary>Asks it.</summary>
    /// <exception cref="ReleaseException">There is none that fits.</exception>
    public static async Task<Sdk> OfAsync(string checkout, CancellationToken ct)
    {
        var version = await OtherProgram.RunAsync("dotnet", checkout, ["--version"], [], ct);
        var about = await OtherProgram.RunAsync("dotnet", checkout, ["--info"], [], ct);
        var runtime = about.Output.Split('\n').Select(line => line.Trim().Split(':', 2, StringSplitOptions.TrimEntries))
            .FirstOrDefault(parts => parts is ["RID", _])?[1];
        return version.ExitCode == 0 && runtime is not null
            ? new Sdk(version.Output.Trim(), runtime)
            : throw new ReleaseException("EL2002", $"There is no SDK that builds this checkout: {version.LastWords}");
    }
}
