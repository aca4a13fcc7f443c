using System.Globalization;

namespace Voxopsy.Radiomics.Discretization;

/// <summary>How intensities become gray levels.</summary>
public abstract record GrayLevels
{
    /// <summary>The most gray levels a region may have: co-occurrences are counted for each pair of levels.</summary>
    public const int Limit = 8192;

    private protected GrayLevels()
    {
    }

    /// <summary>Makes the bins for a region.</summary>
    /// <param name="minimum">Smallest intensity of the region.</param>
    /// <param name="maximum">Largest intensity of the region.</param>
    /// <returns>Bins that hold both.</returns>
    /// <exception cref="TooManyGrayLevelsException">There would be more than <see cref="Limit"/> levels.</exception>
    internal IntensityBins BinsFor(double minimum, double maximum)
    {
        double levels = CountFor(minimum, maximum);
        return levels <= Limit ? Make(minimum, maximum) : throw new TooManyGrayLevelsException(levels, minimum, maximum, this);
    }

    private protected abstract double CountFor(double minimum, double maximum);

    private protected abstract IntensityBins Make(double minimum, double maximum);

    /// <summary>Writes a number for a message.</summary>
    private protected static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
