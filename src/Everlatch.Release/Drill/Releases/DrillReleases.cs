using Everlatch.Release.Builds;

namespace Everlatch.Release.Drill.Releases;

/// <summary>The releases of a drill.</summary>
/// <param name="Current">This build: what serves before.</param>
/// <param name="Next">This build with one more migration, whose column every statement about people reads.</param>
/// <param name="Forced">
/// The same as <paramref name="Next" />, but its migrations, contract and statements say nothing of the column: no gate can know.
/// </param>
internal sealed record DrillReleases(ReleaseFolder Current, ReleaseFolder Next, ReleaseFolder Forced);
