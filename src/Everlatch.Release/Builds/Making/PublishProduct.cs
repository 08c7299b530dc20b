namespace Everlatch.Release.Builds.Making;

/// <summary>
/// Builds what is installed: with the runtime, compiled ahead of time as one. The same files make the same bytes wherever they
/// lie: their paths are mapped to one, and nothing of the machine, the time or the git around them is written into what is made.
/// </summary>
internal static class PublishProduct
{
    // A source generator of the framework writes classes in the order of their objects' hash codes, which are those of threads:
    // with one thread, in a compiler of its own, it is the same order each time.
    private const string OneThread = "/parallel-";

    /// <summary>The project of the program.</summary>
    public const string Project = "src/Everlatch.Cli/Everlatch.Cli.csproj";

    /// <summary>Does it.</summary>
    /// <exception cref="ReleaseException">It does not compile.</exception>
    public static async Task RunAsync(
        BuildPlace place, GitCheckout checkout, string runtime, bool readyToRun, CancellationToken ct)
    {
        await File.WriteAllTextAsync(place.CompilerOptions, OneThread, ct);
        var answer = await OtherProgram.RunAsync(
            "dotnet", place.Source, Arguments(place, checkout, runtime, readyToRun), [], ct);
        if (answer.ExitCode != 0)
        {
            throw new ReleaseException("EL2002", $"The build failed:{Environment.NewLine}{answer.LastWords}");
        }
    }

    private static IEnumerable<string> Arguments(BuildPlace place, GitCheckout checkout, string runtime, bool readyToRun) =>
    [
        "publish", Project, "-c", "Release", "-r", runtime, "--self-contained", "-v", "quiet", "--nologo",
        "-noAutoResponse", "--disable-build-servers",
        $"-p:PublishDir={Escaped(place.Built)}/",
        $"-p:ArtifactsPath={Escaped(place.Artifacts)}",
        $"-p:PublishReadyToRun={Word(readyToRun)}",
        $"-p:PublishReadyToRunComposite={Word(readyToRun)}",
        "-p:Deterministic=true",
        "-p:ContinuousIntegrationBuild=true",
        "-p:UseSharedCompilation=false",
        $"-p:CompilerResponseFile={Escaped(place.CompilerOptions)}",
        "-p:EnableSourceControlManagerQueries=false",
        $"-p:SourceRevisionId={checkout.Commit}",
        $"-p:PathMap={Escaped(Doubled(place.Source))}=/_",
        "-p:RunAnalyzersDuringBuild=false",
        "-p:TreatWarningsAsErrors=false",
    ];

    // What the compiler takes for the end of a path, in one.
    private static string Doubled(string path) =>
        path.Replace(",", ",,", StringComparison.Ordinal).Replace("=", "==", StringComparison.Ordinal);

    // What a build takes for the end of a value, or for an escape.
    private static string Escaped(string value) =>
        string.Concat(value.Select(c => c is '%' or ';' or ',' or '$' or '@' ? $"%{(int)c:X2}" : $"{c}"));

    private static string Word(bool value) => value ? "true" : "false";
}
