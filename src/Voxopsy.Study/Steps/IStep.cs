using Voxopsy.Statistics;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>A step before it has seen data.</summary>
public interface IStep
{
    /// <summary>Gets what the step is, as tables and reports name it.</summary>
    string Name { get; }

    /// <summary>Learns from training rows and gives a new, unchanging step.</summary>
    IFittedStep Fit(TrainingSet training);
}

/// <summary>A step after it has learned; it never learns again.</summary>
public interface IFittedStep
{
    /// <summary>The rows after the step; each row depends on itself and on what was learned, never on the other rows.</summary>
    FeatureTable Apply(FeatureTable table);
}
