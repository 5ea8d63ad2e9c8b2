package org.example.mybatis;

import org.apache.ibatis.annotations.Select;
import org.example.kit.Sql;

/** The statements. */
public interface OrderMapper {

    /** The number of the session. */
    @Select(Sql.SID)
    String sid();

    /** What was ordered. */
    @Select("SELECT item FROM field_order WHERE id = #{id}")
    String item(int id);
}
