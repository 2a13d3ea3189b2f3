package dev.orderprocessing.platform.observation;

import java.util.List;

import dev.orderprocessing.kernel.database.Figure;
import dev.orderprocessing.kernel.database.Figures;

import org.springframework.stereotype.Component;

/** Whether the jobs get their turns; there is a row for each job, however many orders. */
@Component
class JobFigures implements Figures {

	@Override
	public List<Figure> list() {
		return List.of(
				Figure.count("jobs.overdue", "Turns of a job that are due and that no instance has taken.",
						List.of("task"), """
								SELECT task_name AS task,
								       count(*) FILTER (WHERE NOT picked AND execution_time <= :now) AS value
								  FROM scheduled_tasks GROUP BY task_name"""),
				Figure.seconds("jobs.oldest.overdue", "For how long the oldest of them has been due.", List.of("task"),
						"""
								SELECT task_name AS task, coalesce(max(extract(epoch FROM :now - execution_time))
								       FILTER (WHERE NOT picked AND execution_time <= :now), 0) AS value
								  FROM scheduled_tasks GROUP BY task_name"""),
				Figure.count("jobs.failures.in.a.row", "How often a job has failed since it last succeeded.",
						List.of("task"), """
								SELECT task_name AS task, max(coalesce(consecutive_failures, 0)) AS value
								  FROM scheduled_tasks GROUP BY task_name"""));
	}

}
