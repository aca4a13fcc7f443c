namespace Voxopsy.Study.Simulation;

/// <summary>How a cohort is simulated.</summary>
public sealed record SimulationSettings
{
    /// <summary>Gets the number of patients, at least 1.</summary>
    public required int Patients { get; init; }

    /// <summary>Gets the seed of every draw; a patient's draws do not depend on the number of patients.</summary>
    public required long Seed { get; init; }

    /// <summary>Gets what is written.</summary>
    public SimulatedContent Content { get; init; }

    /// <summary>Gets how many patients are drawn at once; it changes time only.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Gets how fine images are painted: voxels of 102 mm / this along an axis, 16 to 128.</summary>
    public int Resolution { get; init; } = 64;

    /// <summary>Gets how much the log odds of the outcome rise from each center to the next; 0 when center and outcome do not go together.</summary>
    public double Confounding { get; init; }

    /// <summary>Gets the standard deviation of motion between phases, mm; <see cref="double.NaN"/> for that of the preset.</summary>
    public double MotionMillimeters { get; init; } = double.NaN;

    /// <summary>Gets the repeats of cross-validation in the study file.</summary>
    public int Repeats { get; init; } = 4;

    /// <summary>Gets the resamples of a bootstrap interval in the study file.</summary>
    public int Bootstrap { get; init; } = 1000;
}

/// <summary>What a simulation writes.</summary>
public enum SimulatedContent
{
    /// <summary>Tables, images and masks.</summary>
    Everything,

    /// <summary>Tables alone.</summary>
    LatentsOnly,
}
