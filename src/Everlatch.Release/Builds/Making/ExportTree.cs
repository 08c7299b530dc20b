using System.Formats.Tar;

namespace Everlatch.Release.Builds.Making;

/// <summary>Takes the files of a tree out of git: what else lies in the checkout goes into no build.</summary>
internal static class ExportTree
{
    // Whatever line ends this user likes.
    private static readonly string[] AsCommitted = ["-c", "core.autocrlf=false", "-c", "core.eol=lf"];

    /// <summary>Does it. Each file is as old as the commit, since its time goes into headers that the product sends.</summary>
    /// <exception cref="ReleaseException">It cannot be read or written.</exception>
    public static async Task RunAsync(GitCheckout checkout, string into, CancellationToken ct)
    {
        try
        {
            var answer = await OtherProgram.RunAsync(
                "git", checkout.Root, [.. AsCommitted, "archive", "--format=tar", checkout.Tree], [], TakeAsync, ct);
            if (answer.ExitCode != 0)
            {
                throw new ReleaseException("EL2001", $"git gives no files of {checkout.Tree}: {answer.LastWords}");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ReleaseException("EL2001", $"The files of {checkout.Commit} cannot be written to {into}: {e.Message}", e);
        }

        foreach (var file in Directory.EnumerateFiles(into, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, checkout.At.UtcDateTime);
        }

        async Task<string> TakeAsync(Stream tar, CancellationToken limited)
        {
            await TarFile.ExtractToDirectoryAsync(tar, into, overwriteFiles: false, limited);

            // What pads the archive's end must be read, or git fails on it.
            await tar.CopyToAsync(Stream.Null, limited);
            return "";
        }
    }
}
