namespace Voxopsy.Statistics.Regression;

/// <summary>A model has no (unique) fit to these rows; the message names the columns or the reason and what to do.</summary>
public class UnfittableModelException : StatisticsException
{
    /// <summary>Says why.</summary>
    public UnfittableModelException(string message)
        : base(message)
    {
    }
}
