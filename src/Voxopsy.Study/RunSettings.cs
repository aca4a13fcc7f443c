namespace Voxopsy.Study;

/// <summary>How a study is run; none of it changes a number.</summary>
/// <param name="Folder">The run folder; made when it is not there.</param>
/// <param name="Jobs">Cases or folds worked on at once; at least 1.</param>
/// <param name="Until">The last stage to run.</param>
public sealed record RunSettings(string Folder, int Jobs, RunStage Until);

/// <summary>The stages of a run, in order.</summary>
public enum RunStage
{
    /// <summary>Data, geometry and leakage checks.</summary>
    Check,

    /// <summary>Feature tables.</summary>
    Features,

    /// <summary>Models in every fold and the frozen models.</summary>
    Models,

    /// <summary>Evaluations of the frozen models.</summary>
    Evaluate,

    /// <summary>Everything, the report included.</summary>
    Report,
}
