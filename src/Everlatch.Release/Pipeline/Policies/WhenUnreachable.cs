using System.Text.Json.Serialization;

namespace Everlatch.Release.Pipeline.Policies;

/// <summary>What becomes of the other regions when one does not answer.</summary>
public enum WhenUnreachable
{
    /// <summary>No further wave begins.</summary>
    [JsonStringEnumMemberName("stop")]
    Stop,

    /// <summary>They go on; the one that does not answer waits for the next run.</summary>
    [JsonStringEnumMemberName("go_on")]
    GoOn,
}
