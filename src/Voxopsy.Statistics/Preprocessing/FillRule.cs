namespace Voxopsy.Statistics.Preprocessing;

/// <summary>Which number of a training column stands for its missing values.</summary>
public enum FillRule
{
    /// <summary>The median.</summary>
    Median,

    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The value that occurs most often; of equally frequent ones the smallest.</summary>
    MostFrequent,
}
