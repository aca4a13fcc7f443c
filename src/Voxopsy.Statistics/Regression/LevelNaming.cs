namespace Voxopsy.Statistics.Regression;

/// <summary>How the column of a factor's level is named.</summary>
public enum LevelNaming
{
    /// <summary>As in R's rms: <c>race=black</c>.</summary>
    WithEqualsSign,

    /// <summary>As in R's glm: <c>raceblack</c>.</summary>
    Joined,
}
