namespace Everlatch.Storage;

/// <summary>Is told what a driver said of a statement that failed, before the caller hears that the store did.</summary>
/// <remarks>Whoever watches the schema learns here that a statement did not fit it.</remarks>
public interface IStoreFaults
{
    /// <summary>Takes note of it; quick, and never throws.</summary>
    void Report(Exception fault);
}
