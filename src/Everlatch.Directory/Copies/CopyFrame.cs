namespace Everlatch.Directory.Copies;

/// <summary>What a frame of a copy holds; its first byte.</summary>
internal enum CopyFrame : byte
{
    /// <summary>The beginning of a step.</summary>
    Step = (byte)'S',

    /// <summary>Rows of an answer.</summary>
    Answer = (byte)'A',

    /// <summary>The end of a step.</summary>
    End = (byte)'E',
}
