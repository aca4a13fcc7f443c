namespace Voxopsy.Statistics.Survival;

/// <summary>How events at one time share the subjects at risk.</summary>
public enum CoxTies
{
    /// <summary>Each of d tied events sees, on average, those before it gone; close to exact.</summary>
    Efron,

    /// <summary>Each sees all at risk; simpler, biased towards 0 with many ties.</summary>
    Breslow,
}
