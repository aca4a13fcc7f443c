namespace Voxopsy.Study.Results;

/// <summary>A term of a logistic model.</summary>
/// <param name="Name">The term, such as <c>age</c> or <c>sex = M</c>.</param>
/// <param name="Unit">What one step of it is: a unit, <c>1 SD</c>, or the reference level it is compared with.</param>
/// <param name="Coefficient">Log odds a step.</param>
/// <param name="StandardError">Its standard error; <see cref="double.NaN"/> for a penalised coefficient.</param>
/// <param name="OddsRatio">Odds ratio with its Wald interval; limits are <see cref="double.NaN"/> for a penalised coefficient.</param>
/// <param name="P">Wald p-value; <see cref="double.NaN"/> for a penalised coefficient.</param>
public sealed record RegressionTerm(string Name, string Unit, double Coefficient, double StandardError, Estimate OddsRatio, double P);
