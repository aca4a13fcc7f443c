namespace Voxopsy.Statistics.Regression;

/// <summary>All rows have the same outcome, so there is nothing to tell apart.</summary>
public sealed class OneClassOutcomeException : UnfittableModelException
{
    /// <summary>Says how many rows there are and which outcome they share.</summary>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="eventCount">The number of events among them: 0 or all.</param>
    public OneClassOutcomeException(int rowCount, int eventCount)
        : base($"No model of the outcome can be fitted: {eventCount} of {rowCount} rows are events, and both classes are needed; check the outcome column and the rows kept.")
    {
    }
}
